import { describe, expect, it } from '@jest/globals';
import { isAbsent } from '../../../../src/foundation/quantity/reasoned.js';
import { canonicalJson } from '../../../../src/foundation/record/canonical-json.js';
import type { RewardsOutcome } from '../../../../src/study/run/rewards/rewards-outcome.js';
import { runText, SMALL_STUDY } from '../../study-fixture.js';

const first = runText(SMALL_STUDY);

function metric(outcome: RewardsOutcome, rule: string, name: 'workPerSec' | 'powerMw' | 'workAttackUsd') {
  const found = outcome.paid[0]!.rules.find(({ ruleId }) => ruleId === rule)!.metrics[name];
  if (found.value === null) throw new Error(found.reason);
  return found;
}

describe('a study', () => {
  it('gives the same bytes for the same file and seed', () => {
    expect(canonicalJson(runText(SMALL_STUDY))).toBe(canonicalJson(first));
  });

  it('moves with the seed, but each headline mean stays inside the first 90 % band', () => {
    const other = runText(SMALL_STUDY.replace('seed: 1', 'seed: 2'));
    expect(other.fingerprint).not.toBe(first.fingerprint);
    for (const rule of ['pow-100', 'split-5-95']) {
      for (const name of ['workPerSec', 'powerMw', 'workAttackUsd'] as const) {
        const band = metric(first, rule, name);
        const { mean } = metric(other, rule, name);
        expect(mean).toBeGreaterThan(band.low);
        expect(mean).toBeLessThan(band.high);
      }
    }
  });

  it('buys work in proportion to the money where machines are given', () => {
    const ratio = metric(first, 'pow-100', 'workPerSec').value / metric(first, 'split-5-95', 'workPerSec').value;
    expect(ratio).toBeCloseTo(20, 1);
  });

  it('shows what does not apply as null with a reason', () => {
    const silent = first.paid[0]!.rules.find(({ ruleId }) => ruleId === 'pos-only')!;
    expect(silent.metrics.workPerSec).toMatchObject({ value: null, reason: expect.stringMatching(/\w/) });
    const hashing = first.paid[1]!.rules[0]!.metrics.tokensPerSec;
    expect(hashing).toMatchObject({ value: null, reason: expect.stringMatching(/\w/) });
  });

  it('says which phases mine', () => {
    const pearl = first.machines[0]!.workloads.find(({ workload }) => workload === 'pearl')!;
    expect(pearl.notes.join(' ')).toMatch(/Only prefill mines: a decode step has 8 rows/);
  });

  it('merged mining serves fewer tokens than the same int8 inference alone', () => {
    const alone = runText(
      SMALL_STUDY.replace('dtype: bf16', 'dtype: int8').replace(
        'rules: [pow-100, split-5-95, pos-only]',
        'rules: [pow-100]',
      ),
    );
    const [chat, pearl] = alone.machines[0]!.workloads;
    if (isAbsent(chat!.tokensPerSec) || isAbsent(pearl!.tokensPerSec)) throw new Error('both serve tokens');
    expect(pearl!.tokensPerSec.value).toBeLessThan(chat!.tokensPerSec.value);
    expect(pearl!.usefulShare).toBeGreaterThan(0.5);
    expect(pearl!.usefulShare).toBeLessThan(1);
  });
});
