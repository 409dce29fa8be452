import { performance } from 'node:perf_hooks';
import { sitePriceCurve } from '../../src/pow-model/market/fleet/site-price-curve.js';
import { comparisonRange, type MarketScenario, runMarketRange } from '../../src/pow-model/market/index.js';
import type { CompareInput } from '../../src/pow-model/market/scenario/compare-input.js';
import { COMPARE } from '../../test/pow-model/market/runs/example-market.js';
import { SCENARIO, VARIANTS } from '../../test/pow-model/market/runs/example-scenario.js';

/** Site prices from 0.02 to 0.12 USD/kWh, all of one size. */
const cohorts = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ usdPerKwh: 0.02 + (0.1 * (i + 0.5)) / count, capacityShare: 1 / count }));

const input: CompareInput = {
  ...COMPARE,
  rules: COMPARE.rules.slice(0, 1),
  markets: COMPARE.markets.slice(0, 1),
  miners: { ...COMPARE.miners, sites: { kind: 'table', cohorts: cohorts(200) } },
  runs: 1000,
};

const seconds = (work: () => void): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};

const wall = seconds(() => runMarketRange(comparisonRange(input, input.markets[0]!)));
process.stdout.write(
  `1000 runs x 10 years x weekly x 200 cohorts, one rule, one thread: ${wall.toFixed(2)} s, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`,
);
for (const count of [1000, 10_000, 100_000]) {
  const sites = { kind: 'table', cohorts: cohorts(count) } as const;
  sitePriceCurve(sites);
  const repeats = 5;
  const each =
    seconds(() => {
      for (let i = 0; i < repeats; i++) sitePriceCurve(sites);
    }) / repeats;
  const run = seconds(() =>
    runMarketRange(comparisonRange({ ...input, miners: { ...input.miners, sites }, runs: 20 }, input.markets[0]!)),
  );
  process.stdout.write(`${count} cohorts: table ${(1e3 * each).toFixed(2)} ms, with 20 runs ${run.toFixed(3)} s\n`);
}

/** The market of given machines with so many cohorts of one operator each, one rule. */
const givenScenario = (count: number): MarketScenario => {
  const sites = cohorts(count).map((cohort) => ({ ...cohort, operators: 1, exponent: 0 }));
  return {
    ...SCENARIO,
    horizonYears: 10,
    cohorts: sites,
    miners: { ...SCENARIO.miners, sites: { kind: 'table', cohorts: sites } },
  };
};
const givenSeconds = (count: number, runs: number): number =>
  seconds(() =>
    runMarketRange({
      scenario: givenScenario(count),
      variants: VARIANTS.slice(0, 1),
      firstRun: 0,
      runs,
      replaced: null,
    }),
  );
const whole = givenSeconds(200, 1000);
process.stdout.write(
  `given machines: 1000 runs x 10 years x weekly x 200 cohorts, one rule, one thread: ${whole.toFixed(2)} s, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`,
);
for (const count of [1000, 10_000, 100_000]) {
  process.stdout.write(`given machines, ${count} cohorts: 20 runs ${givenSeconds(count, 20).toFixed(3)} s\n`);
}
