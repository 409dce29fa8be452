import { DESIGN_VOLUME } from '../../chips/silicon/design-volume.js';
import { SITE_DEFAULTS } from '../../foundation/defaults/site-defaults.js';
import { type Problem, UserError } from '../../foundation/errors/user-error.js';
import { MACHINE_DEFAULTS } from '../../sim/machine/place/machine-defaults.js';

/** What `simulate` runs: a language model, a graph as it is, loops with a mapping, or layers on a bare array. */
export type RunKind = 'model' | 'graph' | 'mapping' | 'topology';

/** Values of options that nobody gave; those that are not here are then undefined. */
export const SIMULATE_DEFAULTS = {
  phase: 'decode',
  batch: MACHINE_DEFAULTS.batchOfStep,
  context: MACHINE_DEFAULTS.contextTokens,
  input: MACHINE_DEFAULTS.inputTokens,
  output: MACHINE_DEFAULTS.outputTokens,
  tp: 1,
  pp: 1,
  ep: 1,
  dp: 1,
  cp: 1,
  contextExchange: 'ring',
  overlap: '0',
  kernelGap: '0 us',
  detail: 'operator',
  elasticity: false,
  volume: DESIGN_VOLUME.value,
  electricity: `${SITE_DEFAULTS.usdPerKwh} USD/kWh`,
  pue: SITE_DEFAULTS.pue,
  load: 1,
  allowUnknown: false,
} as const;

const MODEL: readonly RunKind[] = ['model'];
const GRAPH: readonly RunKind[] = ['graph'];
const MODEL_AND_GRAPH: readonly RunKind[] = ['model', 'graph'];

/** The runs that an option has a meaning for. */
export const USED_BY: Readonly<Record<string, readonly RunKind[]>> = {
  model: MODEL,
  phase: MODEL,
  batch: MODEL,
  context: MODEL,
  input: MODEL,
  output: MODEL,
  kvDtype: MODEL,
  layers: MODEL,
  tp: MODEL,
  pp: MODEL,
  ep: MODEL,
  dp: MODEL,
  cp: MODEL,
  contextExchange: MODEL,
  microbatches: MODEL,
  overlap: MODEL,
  system: MODEL,
  hostGap: MODEL,
  detail: MODEL,
  tieBreak: MODEL,
  elasticity: MODEL,
  volume: MODEL,
  electricity: MODEL,
  pue: MODEL,
  lifetime: MODEL,
  load: MODEL,
  dtype: MODEL_AND_GRAPH,
  kernelGap: MODEL_AND_GRAPH,
  timings: MODEL_AND_GRAPH,
  trace: MODEL_AND_GRAPH,
  traceWindow: MODEL_AND_GRAPH,
  dim: GRAPH,
  value: GRAPH,
  allowUnknown: GRAPH,
  workload: ['model', 'graph', 'mapping'],
  mapping: ['mapping'],
  energy: ['mapping'],
  topology: ['topology'],
};

const RUN_TEXT: Readonly<Record<RunKind, string>> = {
  model: 'runs of a language model',
  graph: 'runs of a graph',
  mapping: 'runs with a --mapping',
  topology: 'runs of a --topology',
};

type GivenOptions = Readonly<Record<string, unknown>>;

/** Refuses every option that the run would ignore. @throws UserError with all of them */
export function refuseUnusedOptions(kind: RunKind, given: GivenOptions): void {
  const foreign = Object.entries(USED_BY).flatMap(([option, kinds]): Problem[] => {
    if (kinds.includes(kind) || !isGiven(given, option)) return [];
    const found = `It is for ${kinds.map((one) => RUN_TEXT[one]).join(' and ')}; this is one of ${RUN_NAME[kind]}.`;
    const bindable = kind === 'graph' && option === 'batch';
    return [
      problem(option, found, bindable ? 'Bind an open size of the graph, such as --dim batch=8.' : 'Leave it out.'),
    ];
  });
  const problems = [...foreign, ...(kind === 'model' ? idleOptions(given) : []), ...windowOfNothing(given, kind)];
  if (problems.length > 0) throw new UserError(problems);
}

const RUN_NAME: Readonly<Record<RunKind, string>> = {
  model: 'a language model',
  graph: 'a graph, whose sizes are those of its file',
  mapping: 'loops as mapped',
  topology: 'layers on a bare array',
};

/** Options of language models that mean something only beside another. */
function idleOptions(given: GivenOptions): Problem[] {
  const { phase } = given;
  const rows: readonly (readonly [option: string, idle: boolean, found: string, fix: string])[] = [
    ['workload', given.model !== undefined, 'There is a --model as well.', 'Give one of the two.'],
    ['layers', phase === 'request', 'A request runs the whole model.', 'Ask for prefill or decode, or leave it out.'],
    ['microbatches', given.pp === 1, 'There is no pipeline to fill.', 'Add --pp, or leave it out.'],
    [
      'contextExchange',
      given.cp === 1 || phase === 'decode',
      'Keys are exchanged where ranks divide the tokens of a prefill.',
      'Add --cp to a prefill or request, or leave it out.',
    ],
  ];
  return rows.flatMap(([option, idle, found, fix]) =>
    idle && isGiven(given, option) ? [problem(option, found, fix)] : [],
  );
}

/** Sizes that belong to another phase, one sentence each: scripts pass them all, so they are no mistakes. */
export function idleSizes(given: GivenOptions): string[] {
  const { phase } = given;
  const rows: readonly (readonly [option: string, idle: boolean, why: string])[] = [
    ['context', phase !== 'decode', `a ${phase} begins without keys; its prompt is --input`],
    ['input', phase === 'decode', 'a decode step sees the keys of --context'],
    ['output', phase !== 'request', `a ${phase} gives no answer of many tokens; a request does`],
  ];
  return rows.flatMap(([option, idle, why]) =>
    idle && isGiven(given, option) ? [`--${option} has no effect: ${why}.`] : [],
  );
}

function windowOfNothing(given: GivenOptions, kind: RunKind): Problem[] {
  if (!MODEL_AND_GRAPH.includes(kind) || given.trace !== undefined || !isGiven(given, 'traceWindow')) return [];
  return [problem('traceWindow', 'There is no trace to keep a part of.', 'Add --trace, or leave it out.')];
}

/** A value that is the default changes nothing, so it may stand. */
function isGiven(given: GivenOptions, option: string): boolean {
  const value = given[option];
  if (Array.isArray(value)) return value.length > 0;
  return value !== (SIMULATE_DEFAULTS as GivenOptions)[option];
}

function problem(option: string, found: string, fix: string): Problem {
  const path = `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return { code: 'bad-option', file: 'command line', line: null, path, found, fix };
}
