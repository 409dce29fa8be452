import { describe, expect, test } from '@jest/globals';
import { chips, isUserError, runStudy, simulate } from '../../src/index.js';

const file = 'extends: h100-sxm\nmemory: { bandwidth: +30 % }';
const data = { extends: 'h100-sxm', memory: { bandwidth: '+30 %' } };

function errorOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('simulate', () => {
  test('a chip may be given by name, as text of a file, as plain data or parsed, with the same answer', () => {
    const parsed = chips.parseChip('chip', data);
    const [ofText, ofData, ofChip] = [file, data, parsed].map((chip) => simulate(chip, 'llama-3.1-8b'));
    expect(ofText).toEqual(ofData);
    expect(ofChip).toEqual(ofData);
    expect(ofData!.kernelSeconds.value).toBeLessThan(simulate('h100-sxm', 'llama-3.1-8b').kernelSeconds.value);
  });

  test('a larger batch makes more tokens of a step', () => {
    expect(simulate('h100-sxm', 'llama-3.1-8b', { batch: 8 }).tokens).toBe(8);
  });

  test('a model that does not fit is refused as data that survives JSON', () => {
    const error = errorOf(() => simulate('l40s', 'llama-3.1-405b'));
    expect(isUserError(error)).toBe(true);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      code: 'user-error',
      problems: [{ code: 'infeasible', line: null }],
    });
  });

  test('an unknown chip is named with the closest one', () => {
    expect(errorOf(() => simulate('h100-sxn', 'llama-3.1-8b'))).toMatchObject({
      problems: [{ code: 'unknown-chip', fix: expect.stringContaining('h100-sxm') }],
    });
  });
});

describe('runStudy', () => {
  test('refuses what is no study with every problem', async () => {
    await expect(runStudy({ kind: 'ladder' })).rejects.toMatchObject({ code: 'user-error' });
  });
});
