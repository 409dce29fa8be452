import { pow } from '../../../foundation/numeric/portable-math.js';
import { WEEKS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import { EmissionLedger } from '../../rules/emission-ledger.js';
import type { RewardRule } from '../../rules/reward-rule.js';
import type { ScenarioToken } from '../scenario/market-scenario.js';

/** Base units of a coin. */
const UNITS_PER_COIN = 1e9;

/** What a rule pays week by week, in coins: settled in base units, read back as numbers. */
export interface CoinSchedule {
  readonly emission: Float64Array;
  /** One row per work class of the rule. */
  readonly work: readonly Float64Array[];
  readonly stake: Float64Array;
  readonly owner: Float64Array;
  readonly burned: Float64Array;
  /** Carried to the next week: emitted, but not yet a whole unit of anyone's. */
  readonly carried: Float64Array;
  /** Coins in circulation after the week. */
  readonly supply: Float64Array;
}

/** Settles the emission of every week under a rule (I5); the cap stops it to the unit. */
export function coinSchedule(
  token: ScenarioToken,
  rule: RewardRule,
  emissionUsdPerYear: number,
  weeks: number,
): CoinSchedule {
  const start = BigInt(Math.round(token.marketValueUsd)) * BigInt(UNITS_PER_COIN);
  const room =
    token.supplyCap === null
      ? null
      : BigInt(Math.max(0, Math.round(token.marketValueUsd * (token.supplyCap - 1)))) * BigInt(UNITS_PER_COIN);
  const ledger = new EmissionLedger(rule, room);
  const empty = () => new Float64Array(weeks);
  const schedule = {
    emission: empty(),
    work: rule.work.map(empty),
    stake: empty(),
    owner: empty(),
    burned: empty(),
    carried: empty(),
    supply: empty(),
  };
  let burned = 0n;
  for (let week = 0; week < weeks; week++) {
    const settled = ledger.settle(scheduledUnits(token, emissionUsdPerYear, week));
    burned += settled.burned;
    schedule.emission[week] = coins(settled.emission);
    settled.work.forEach((units, c) => {
      schedule.work[c]![week] = coins(units);
    });
    schedule.stake[week] = coins(settled.stake);
    schedule.owner[week] = coins(settled.owner);
    schedule.burned[week] = coins(settled.burned);
    schedule.carried[week] = coins(settled.carried);
    schedule.supply[week] = coins(start + ledger.totalIssued - burned);
  }
  return schedule;
}

function scheduledUnits(token: ScenarioToken, emissionUsdPerYear: number, week: number): bigint {
  const halvings = token.halvingYears === null ? 0 : Math.floor(week / WEEKS_PER_YEAR / token.halvingYears + 1e-9);
  return BigInt(Math.round(((emissionUsdPerYear / WEEKS_PER_YEAR) * UNITS_PER_COIN) / pow(2, halvings)));
}

/** Exact to a double's 53 bits. */
function coins(units: bigint): number {
  return Number(units) / UNITS_PER_COIN;
}
