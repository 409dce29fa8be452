import { appendFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { DEFAULT_GATE, interleave } from '../../src/bench/index.js';

/**
 * Runs whole suite comparisons of the study suite with itself, or with a copy of itself that does more work, and appends
 * each with its raw samples as one line: `tsx bench/gate/aa-study.ts OUT FACTOR COUNT BUDGET_SECONDS`.
 */
const [out = '', factor = '1', count = '1', budget = '30'] = process.argv.slice(2);
const suite = fileURLToPath(new URL('study-suite.mjs', import.meta.url));

for (let i = 0; i < Number(count); i++) {
  const started = performance.now();
  const result = await interleave(
    { label: 'base', command: `node ${suite}`, cwd: '.' },
    { label: `base x ${factor}`, command: `node ${suite} --slow ${factor}`, cwd: '.' },
    {
      ...DEFAULT_GATE,
      seed: i + 1,
      budgetSeconds: Number(budget),
      timeoutSeconds: 60,
      design: 'auto',
      metrics: ['cpu'],
      pairs: null,
      onProgress: () => {},
    },
  );
  const { comparison, plan, base, head, confirmationPairs } = result;
  const [metric] = base.metrics;
  const pairs = metric?.kind === 'measured' ? metric.samples.length : 0;
  const line = {
    factor: Number(factor),
    seconds: (performance.now() - started) / 1000,
    load: loadavg()[0],
    outcome: comparison.outcome,
    verdicts: comparison.findings.map(({ name, verdict }) => [name, verdict]),
    plan,
    confirmationPairs,
    base: base.metrics,
    head: head.metrics,
  };
  appendFileSync(out, `${JSON.stringify(line)}\n`);
  console.log(
    `${i + 1}: ${comparison.outcome} ${pairs - confirmationPairs}+${confirmationPairs} pairs in ${line.seconds.toFixed(0)} s, ` +
      `load ${line.load?.toFixed(1)}: ${comparison.findings.map(({ verdict }) => verdict[0]).join('')}`,
  );
}
