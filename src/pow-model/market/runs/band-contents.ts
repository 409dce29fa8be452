import type { CoinPriceModel } from '../scenario/coin-price.js';
import type { CompareInput } from '../scenario/compare-input.js';

/** What the bands of a comparison contain and what they do not, in plain words for the foot of a table. */
export function bandContents(input: CompareInput): string {
  const { uncertainty, token } = input;
  const halfWidth = (value: number) => `±${Math.round(value * 100)} %`;
  const price = priceContents(token.price);
  return [
    `Bands are the 5th to the 95th percentile of ${input.runs} runs with common random numbers across the rules. They contain: ${price};`,
    `the error of the kernel cost model, ${Math.round(uncertainty.commonKernelShare * 100)} % of its variance common to all machines;`,
    'the intervals of machine power, price, life and rent;',
    `electricity price (${halfWidth(uncertainty.electricity)}), speed of entry (${halfWidth(uncertainty.adjustment)}), free-entry margin (${halfWidth(uncertainty.margin)})`,
    `and required return (${halfWidth(uncertainty.discount)}), each a log-normal with that 90 % half-width. They do not contain: machines that are not in the study,`,
    'an answer of the coin price to the rule, or errors of the model itself.',
  ].join(' ');
}

/** What the runs contain of the coin price. */
export function priceContents(price: CoinPriceModel): string {
  const walk = (volatility: number) =>
    volatility > 0
      ? `the coin price (log-normal walk, volatility ${Math.round(volatility * 100)} % a year)`
      : 'no movement of the coin price';
  switch (price.kind) {
    case 'gbm':
      return walk(price.volatilityPerSqrtYear);
    case 'jump-diffusion':
      return `the coin price (log-normal walk, volatility ${Math.round(price.volatilityPerSqrtYear * 100)} % a year, with ${price.jumpsPerYear} jumps a year of a log standard deviation of ${price.jumpSd})`;
    case 'constant':
      return 'no movement of the coin price';
    case 'history':
      return 'one history of the coin price, the same in every run';
    case 'expression':
      return `one path of the coin price, ${price.expression.text}, the same in every run`;
    default:
      return price satisfies never;
  }
}
