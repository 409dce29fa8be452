import { type Chip, parseSystemFile, type SystemDescription } from '../../chips/index.js';
import { formatPercent, formatSi } from '../../report/tables/format-figure.js';
import type { PassWay } from '../../sim/machine/pass/inference-pass.js';
import type { MachineChoice } from '../../sim/machine/place/machine-of.js';
import type { InferenceAnswer } from '../../sim/machine/simulate-inference.js';
import { parseOverlap } from '../inputs/parse-overlap.js';
import { readTextFile } from '../inputs/read-text-file.js';
import { formatTable } from '../outputs/output.js';

interface SpreadArguments {
  readonly ep: number;
  readonly dp: number;
  readonly cp: number;
  readonly contextExchange: PassWay['exchange'];
  readonly microbatches: number | undefined;
  readonly overlap: string;
}

/** Counts that must be whole, by option. */
export function spreadCounts(args: SpreadArguments): Readonly<Record<string, number>> {
  return {
    ep: args.ep,
    dp: args.dp,
    cp: args.cp,
    microbatches: args.microbatches ?? 1,
  };
}

/** Axes beyond tensor and pipeline ranks. */
export function axesOf(args: SpreadArguments): Pick<MachineChoice, 'ep' | 'cp' | 'dp' | 'microbatches'> {
  const { ep, cp, dp, microbatches } = args;
  return { ep, cp, dp, microbatches: microbatches ?? null };
}

export function wayOf(args: SpreadArguments): PassWay {
  return { overlap: parseOverlap(args.overlap), exchange: args.contextExchange };
}

export function readSystem(file: string | undefined, chip: Chip): SystemDescription | null {
  return file === undefined ? null : parseSystemFile(file, readTextFile(file), chip);
}

/** Ticks round every operator to a picosecond; nothing shorter is more than that rounding. */
const ROUNDING_SEC = 1e-8;

/** What several chips add to the answer: where the seconds go, and what each chip holds; nothing for one chip. */
export function describeSpread(result: InferenceAnswer): string[] {
  const { placement, time } = result;
  if (placement.count === 1) return [];
  const total = time.computeSec + time.collectiveSec + time.bubbleSec;
  const row = (what: string, seconds: number) => {
    const shown = seconds > ROUNDING_SEC ? seconds : 0;
    return [what, formatSi(shown, 's'), formatPercent(shown / total)];
  };
  const hidden = time.hiddenCollectiveSec > ROUNDING_SEC ? [row('(collectives hidden)', time.hiddenCollectiveSec)] : [];
  const beats = result.microbatches > 1 ? `, ${result.microbatches} microbatches` : '';
  return [
    formatTable(
      [`one pass of ${ranksText(result)}${beats}`, 'time', 'share'],
      [
        row('compute', time.computeSec),
        row('collectives', time.collectiveSec),
        row('pipeline bubble', time.bubbleSec),
        ...hidden,
      ],
    ),
    '',
    ...describeCollectives(result),
    formatTable(
      ['memory of the fullest chip', 'bytes', ''],
      [
        ...placement.footprint.parts.map(({ name, bytes, arithmetic }) => [name, formatSi(bytes, 'B'), arithmetic]),
        ['all', formatSi(placement.footprint.totalBytes, 'B'), ''],
      ],
    ),
    '',
  ];
}

function describeCollectives({ collectives }: InferenceAnswer): string[] {
  if (collectives.length === 0) return [];
  const rows = collectives.map(({ axis, kind, ranks, bytes, calls, seconds, algorithm }) => [
    `${kind} over ${ranks} ${axis} ranks`,
    formatSi(bytes, 'B'),
    String(calls),
    formatSi(seconds, 's'),
    algorithm ?? 'kernel model',
  ]);
  return [formatTable(['collectives of one microbatch', 'message', 'calls', 'each', 'algorithm'], rows), ''];
}

function ranksText({ placement }: InferenceAnswer): string {
  const { tp, cp, ep, pp, replicas } = placement;
  const axes = { tp, cp, ep, pp, dp: replicas };
  const used = Object.entries(axes).filter(([, ranks]) => ranks > 1);
  return used.map(([axis, ranks]) => `${axis} ${ranks}`).join(' x ');
}
