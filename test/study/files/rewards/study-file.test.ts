import { describe, expect, it } from '@jest/globals';
import { isUserError, type Problem } from '../../../../src/foundation/errors/user-error.js';
import { resolveText, SMALL_STUDY } from '../../study-fixture.js';

function problemsOf(text: string): readonly Problem[] {
  try {
    resolveText(text);
  } catch (error) {
    if (isUserError(error)) return error.problems;
    throw error;
  }
  return [];
}

/** Line of the first occurrence, from 1. */
function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

describe('a wrong study file', () => {
  it('names an unknown chip with its line and a near name', () => {
    const text = SMALL_STUDY.replace('chip: h100-sxm', 'chip: h100-sxn');
    const [problem] = problemsOf(text);
    expect(problem).toMatchObject({ code: 'unknown-chip', file: 'study.yaml', line: lineOf(text, 'h100-sxn') });
    expect(problem!.fix).toContain('h100-sxm');
  });

  it('refuses a negative rate, a misspelt key and a unit of the wrong dimension, all at once and in order of line', () => {
    const text = SMALL_STUDY.replace('emission: 1e9', 'emission: -1e9')
      .replace('horizon: 4 years', 'horizont: 4 years')
      .replace('marketValue: 20e9 USD', 'marketValue: 20e9 W');
    const problems = problemsOf(text);
    expect(problems.map(({ line }) => line)).toEqual([
      lineOf(text, 'horizont'),
      lineOf(text, '-1e9'),
      lineOf(text, '20e9 W'),
    ]);
    expect(problems[0]!.fix).toContain('horizon');
    expect(problems[1]!.found).toContain('negative');
    expect(problems[2]!.found).toContain('20e9 W');
  });

  it('refuses a rule that sums to 101 %', () => {
    const text = SMALL_STUDY.replace('pos-only]', '{ id: mine, work: 60 %, stake: 41 % }]');
    expect(problemsOf(text)).toMatchObject([{ code: 'bad-rule', found: expect.stringContaining('1.01') }]);
  });

  it('refuses a machine that does not hold its model, with the memory arithmetic', () => {
    const text = SMALL_STUDY.replace('batch: 8 }', 'batch: 4096 }');
    const [problem] = problemsOf(text);
    expect(problem).toMatchObject({ code: 'infeasible-machine', line: lineOf(text, '{ id: h100') });
    expect(problem!.found).toMatch(/weights 16\.06 GB .* \+ KV cache .* = .* of 85\.90 GB/);
  });

  it('refuses unknown workloads, models and rules by name', () => {
    const text = SMALL_STUDY.replace('paid: [pearl', 'paid: [perl').replace('split-5-95', 'split-5-94');
    expect(problemsOf(text).map(({ code }) => code)).toEqual(['unknown-workload', 'unknown-rule']);
    expect(problemsOf(SMALL_STUDY.replace('llama-3.1-8b', 'lama-3.1-8b'))).toMatchObject([{ code: 'unknown-model' }]);
  });
});
