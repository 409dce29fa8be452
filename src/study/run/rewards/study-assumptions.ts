import type { ResolvedStudy } from './resolve-study.js';

/** What the study takes as given, one sentence each, for the foot of every report. */
export function studyAssumptions(study: ResolvedStudy): string[] {
  const { scenario } = study.file;
  const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;
  const billions = (usd: number) => `${usd / 1e9} B$`;
  const sentences = [
    `Scenario, not finding: emission worth ${billions(scenario.emission)} a year at the first price, market value ${billions(scenario.marketValue)}, ${percent(scenario.stakedFraction)} staked.`,
    `Security: an attack on stake takes ${percent(scenario.stakeAttackShare)} of the stake; an attack on work takes machines for ${percent(scenario.workAttackShare)} of the work rate at their replacement price. The two secure different things and are never added.`,
    `Sites pay ${scenario.electricity} USD/kWh in the median, with an overhead of ${scenario.pue}; miners require ${percent(scenario.discount)} a year.`,
    'Machine prices are those of chips or cards; hosts, racks and networks are not in them.',
    `Between passes a machine waits ${scenario.hostGap * 1000} ms for its host at idle power.`,
    'The machines of the study are the only ones on offer during the whole horizon: no better chip appears, whatever is paid. With machines given, work is proportional to the money paid for it.',
  ];
  for (const { label, spec } of study.machines) {
    const { chip } = spec;
    if (chip.hypothetical)
      sentences.push(
        `${label} does not exist: ${chip.name} is a description whose price and power follow from its design.`,
      );
    else if (chip.priceUsd !== null && chip.priceUsd.confidence !== 'high') {
      sentences.push(
        `The price of ${chip.name}, ${chip.priceUsd.value} USD, has ${chip.priceUsd.confidence} confidence (${chip.priceUsd.source}).`,
      );
    }
  }
  return sentences;
}
