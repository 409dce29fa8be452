import type { MarketFigure, MarketScenario } from '../../../pow-model/market/index.js';
import { type RewardRule, workShare } from '../../../pow-model/rules/reward-rule.js';

const STAKE_FIGURES: ReadonlySet<MarketFigure> = new Set([
  'stakeAttackUsd',
  'stakeAttackNetUsd',
  'stakedFraction',
  'stakerReturn',
  'restakerReturn',
  'withdrawerReturn',
  'validatorReturn',
  'delegatorReturn',
  'stakerHhi',
  'stakerNakamoto',
]);
const TOKEN_FIGURES: ReadonlySet<MarketFigure> = new Set([
  'tokensPerSec',
  'joulesPerToken',
  'producerUsdPerMillionTokens',
  'marketUsdPerMillionTokens',
]);

/** Why a figure does not apply to a rule, in one sentence. */
export function givenReason(figure: MarketFigure, rule: RewardRule, scenario: MarketScenario): string {
  if (STAKE_FIGURES.has(figure)) return stakeReason(figure, rule, scenario);
  const { inference, market } = scenario;
  if (figure === 'marketUsdPerMillionTokens' && inference === null) {
    return 'The file says nothing of inference for users.';
  }
  if (workShare(rule) === 0 && scenario.fees.usdPerYear === 0 && inference === null) {
    return 'The rule pays for no work.';
  }
  if (TOKEN_FIGURES.has(figure)) {
    if (market.machines.every(({ profile }) => profile.tokensPerSec.value === null)) {
      return 'The paid work makes no tokens.';
    }
    return inference?.usefulShare === 0
      ? 'The work displaces inference and makes no tokens for users.'
      : 'Some of the machines that run make no tokens.';
  }
  switch (figure) {
    case 'poolHhi':
    case 'poolNakamoto':
      return scenario.pools === null ? 'The file names no pools.' : 'No machine runs.';
    case 'machinePriceOverListed':
      return 'The machine that buyers take is rented.';
    case 'workAttackUsdPerHour':
      return 'No machine on offer is rented out.';
    case 'salesVendorHhi':
      return 'No machine is bought in the last year.';
    default:
      return workShare(rule) === 0 ? 'The rule pays for no work, and users pay for none.' : 'No machine runs.';
  }
}

function stakeReason(figure: MarketFigure, rule: RewardRule, scenario: MarketScenario): string {
  if (!(rule.stake > 0)) return 'No emission is paid to stake, so stake secures nothing.';
  const { staking } = scenario.token;
  switch (figure) {
    case 'stakerHhi':
    case 'stakerNakamoto':
      return 'The file says nothing of the sizes of stakers.';
    case 'delegatorReturn':
      return 'No stake is delegated.';
    case 'validatorReturn':
      return 'All stake is delegated.';
    case 'restakerReturn':
      return staking.restakedShare === 0 ? 'No pay is restaked.' : 'No emission is left in the last year.';
    case 'withdrawerReturn':
      return staking.restakedShare === 1 ? 'All pay is restaked.' : 'No emission is left in the last year.';
    default:
      return 'No emission is left in the last year.';
  }
}
