import { MACHINE_DEFAULTS } from '../../sim/machine/place/machine-defaults.js';
import type { TokenCostTerms } from '../../sim/machine/token-cost.js';
import type { SimulateChoices } from '../../sim/simulate/simulate-options.js';
import type { GivenArguments } from './simulate-options.js';
import { axesOf, type wayOf } from './simulate-spread.js';

/** The options of the command by the names that the library gives them, so that both ask the same. */
export function choicesOf(
  args: GivenArguments,
  way: ReturnType<typeof wayOf>,
  waits: Pick<SimulateChoices, 'hostGapSec' | 'kernelGapSec'>,
  terms: TokenCostTerms,
): SimulateChoices {
  return {
    ...axesOf(args),
    ...way,
    ...waits,
    ...terms,
    phase: args.phase,
    batch: args.batch,
    contextTokens: args.context,
    inputTokens: args.input,
    outputTokens: args.output,
    dtype: args.dtype ?? MACHINE_DEFAULTS.dtype,
    kvDtype: args.kvDtype ?? null,
    tp: args.tp,
    pp: args.pp,
    onlyLayers: args.layers ?? null,
    elasticity: args.elasticity,
  };
}
