import { type Problem, UserError } from '../../foundation/errors/user-error.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import { isAbsent } from '../../foundation/quantity/reasoned.js';
import { parseQuantity } from '../../foundation/quantity/units.js';
import { formatBand, formatPercent, formatUsd, threeDigits } from '../../report/tables/format-figure.js';
import type { TokenCost, TokenCostTerms } from '../../sim/machine/token-cost.js';
import { SIMULATE_LIMITS } from '../../sim/simulate/simulate-options.js';
import { formatTable } from '../outputs/output.js';

/** The terms of the options. @throws UserError with every option that is out of range */
export function costTerms(args: {
  readonly volume: number;
  readonly electricity: string;
  readonly pue: number;
  readonly lifetime: string | undefined;
  readonly load: number;
}): TokenCostTerms {
  const problems: Problem[] = [];
  const within = (
    name: string,
    value: number,
    { low, high }: { readonly low: number; readonly high: number },
  ): number => {
    if (value >= low && value <= high) return value;
    const found = `It must be from ${low} to ${high}; found ${value}.`;
    const fix = 'Give a number in this range.';
    problems.push({ code: 'bad-option', file: 'command line', line: null, path: `--${name}`, found, fix });
    return value;
  };
  const terms = {
    volume: within('volume', args.volume, SIMULATE_LIMITS.volume),
    usdPerKwh: within(
      'electricity',
      parseQuantity(args.electricity, 'usdPerKwh', '--electricity'),
      SIMULATE_LIMITS.usdPerKwh,
    ),
    pue: within('pue', args.pue, SIMULATE_LIMITS.pue),
    lifetimeYears:
      args.lifetime === undefined
        ? null
        : within('lifetime', parseQuantity(args.lifetime, 'years', '--lifetime'), SIMULATE_LIMITS.lifetimeYears),
    load: within('load', args.load, SIMULATE_LIMITS.load),
  };
  if (problems.length > 0) throw new UserError(problems);
  return terms;
}

/** What boards and a million tokens cost those who buy the boards and those who make them, and under which terms. */
export function describeTokenCost(cost: TokenCost, terms: TokenCostTerms): string {
  const usd = (band: Band) => formatBand(band, formatUsd);
  const years = formatBand(cost.lifetimeYears, threeDigits);
  const { producer, maker } = cost;
  const bought: string[][] = isAbsent(producer)
    ? []
    : [
        ['board, price', usd(producer.boardUsd)],
        ['boards at their price, million tokens', usd(producer.capitalUsd)],
        ['producer cost, million tokens', usd(producer.totalUsd)],
      ];
  const made: string[][] = isAbsent(maker)
    ? []
    : [
        ['board, to make', usd(maker.unitUsd)],
        ['to first silicon, once', usd(maker.nreUsd)],
        [`board at ${terms.volume} boards`, usd(maker.boardUsd)],
        ['boards at their cost, million tokens', usd(maker.capitalUsd)],
        ['maker cost, million tokens', usd(maker.totalUsd)],
      ];
  return [
    formatTable(['cost', 'USD'], [['energy, million tokens', usd(cost.energyUsd)], ...bought, ...made]),
    '',
    `at ${terms.usdPerKwh} USD/kWh x PUE ${terms.pue}, ${years} years, ${formatPercent(terms.load)} busy; no staff, network or margin`,
    ...(isAbsent(producer) ? [`No producer cost: ${producer.reason}`] : []),
  ].join('\n');
}
