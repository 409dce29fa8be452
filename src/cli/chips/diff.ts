import { chipDifferences } from '../../chips/describe/compare-chips.js';
import type { Chip } from '../../chips/index.js';
import { memoCostModel } from '../../kernels/compose/memo-cost-model.js';
import { createDefaultCostModel } from '../../kernels/index.js';
import { formatSi } from '../../report/tables/format-figure.js';
import { batchCurve, isoComparisons } from '../../sim/machine/batch-curve.js';
import { PLAIN_WAY } from '../../sim/machine/pass/inference-pass.js';
import { MACHINE_DEFAULTS } from '../../sim/machine/place/machine-defaults.js';
import { machineOf } from '../../sim/machine/place/machine-of.js';
import { loadModel } from '../inputs/load-model.js';
import { requirePositive } from '../inputs/require-positive.js';
import { resolveChipArgument } from '../inputs/resolve-chip.js';
import { formatTable, print, printJson } from '../outputs/output.js';
import type { DiffArguments } from './options.js';

const MOST_SEQUENCES = 1024;

/** Runs `chips diff`. */
export function diffChips(args: DiffArguments): void {
  requirePositive({ context: args.context });
  const [a, b] = [resolveChipArgument(args.a), resolveChipArgument(args.b)];
  const figures = chipDifferences(a, b);
  const decode = args.model === undefined ? null : compareDecode(a, b, args.model, args.context);
  if (args.json) {
    printJson({ a: a.id, b: b.id, figures, decode });
    return;
  }
  const cell = (value: number | null, unit: string) => (value === null ? '-' : formatSi(value, unit));
  const rows = figures.map(({ name, unit, a: x, b: y, ratio }) => [
    name,
    cell(x, unit),
    cell(y, unit),
    ratio === null ? '-' : ratio.toFixed(3),
  ]);
  print(formatTable(['figure', a.name, b.name, 'ratio'], rows));
  if (decode === null) return;
  for (const { chip, points } of decode.curves) {
    print(`\nDecoding ${args.model} on ${chip}`);
    const cells = points.map((point) => [
      String(point.batch),
      formatSi(point.secondsPerStep, 's'),
      formatSi(point.tokensPerSecond, 'tokens/s'),
      formatSi(point.joulesPerToken, 'J'),
    ]);
    print(formatTable(['batch', 'time per token', 'throughput', 'energy per token'], cells));
  }
  const iso = decode.iso.map(({ equal, throughputRatio }) => [
    `equal ${equal}`,
    throughputRatio === null ? 'unknown' : throughputRatio.toFixed(2),
  ]);
  print(`\n${formatTable(['best throughput', `${b.name} over ${a.name}`], iso)}`);
}

function compareDecode(a: Chip, b: Chip, name: string, contextTokens: number) {
  const architecture = loadModel(name);
  const model = memoCostModel(createDefaultCostModel());
  const curve = (chip: Chip) =>
    batchCurve(
      {
        machine: machineOf(chip, { dtype: 'bf16', kvDtype: null, batch: 1, tp: 1, pp: 1 }),
        architecture,
        phase: 'decode',
        contextTokens,
        inputTokens: 1,
        outputTokens: 1,
        hosts: { gapSec: MACHINE_DEFAULTS.hostGapSec, powerW: 0 },
        way: PLAIN_WAY,
        onlyLayers: null,
      },
      model,
      MOST_SEQUENCES,
    );
  const [ofA, ofB] = [curve(a), curve(b)];
  return {
    curves: [
      { chip: a.name, points: ofA },
      { chip: b.name, points: ofB },
    ],
    iso: isoComparisons({ chip: a, curve: ofA }, { chip: b, curve: ofB }),
  };
}
