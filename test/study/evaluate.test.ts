import { describe, expect, it } from '@jest/globals';
import { chipFigures, readChip } from '../../src/chips/index.js';
import { createInlineExecutor } from '../../src/execute/inline-executor.js';
import { simulate } from '../../src/sim/index.js';
import {
  EVALUATION_KINDS,
  type EvaluationInputs,
  type EvaluationKind,
  evaluate,
  readStudy,
  runStudyDocument,
} from '../../src/study/index.js';
import { STUDY_JOBS } from '../../src/study/run/study-jobs.js';
import { givenText } from './given-text.js';

const REPLAY = 'kind: bitcoin-replay\nname: r\ntitle: R\nshares: [5 %]\n';
const FASTER = { extends: 'h100-sxm', memory: { bandwidth: '+30 %' } };

const INPUTS: { readonly [Kind in EvaluationKind]: EvaluationInputs[Kind] } = {
  simulate: { chip: FASTER, model: 'llama-3.1-8b', batch: 4 },
  study: { kind: 'bitcoin-replay', name: 'r', title: 'R', shares: ['5 %'] },
  chip: { chip: FASTER },
  kernel: { chip: 'h100-sxm', operator: { kind: 'gemm', m: 16, n: 4096, k: 4096 } },
  pow: { chip: 'rtx-3090', protocol: 'ethash' },
};

describe('the one entrance', () => {
  it.each([
    ['given', givenText()],
    ['bitcoin-replay', REPLAY],
  ])('answers a study of kind %s with figures and with tables whose columns all have a meaning', async (kind, text) => {
    const [outcome, run] = await Promise.all([evaluate('study', text), runStudyDocument(readStudy(text))]);
    expect([run.result.kind, outcome.kind]).toEqual([kind, kind]);
    expect(run.outcome).toEqual(outcome);
    for (const { columns, rows } of outcome.tables) {
      for (const column of columns) expect(column.meaning).not.toBe('');
      for (const row of rows) expect(row).toHaveLength(columns.length);
    }
  });

  it('gives the same study from any executor', async () => {
    const executor = createInlineExecutor(STUDY_JOBS);
    expect(await evaluate('study', givenText(), { executor })).toEqual(await evaluate('study', givenText()));
  });

  it('names every kind where a file has one that is none', async () => {
    const asked = evaluate('study', 'kind: givn\nname: a\ntitle: A\n');
    await expect(asked).rejects.toThrow('Allowed: chips-to-rewards, given, designed, bitcoin-replay.');
  });

  it.each(EVALUATION_KINDS)(
    'takes plain data of kind %s, leaves it as it is, and answers with plain data',
    async (kind) => {
      const input = structuredClone(INPUTS[kind]);
      const answer = await evaluate(kind, input);
      expect(input).toEqual(INPUTS[kind]);
      expect(Object.isFrozen(input)).toBe(false);
      expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
    },
  );

  it('answers of a simulation and of a chip what the calls answer', async () => {
    const { chip, model, ...options } = INPUTS.simulate;
    expect(await evaluate('simulate', INPUTS.simulate)).toEqual(await simulate(chip, model, options));
    expect((await evaluate('chip', INPUTS.chip)).figures).toEqual(chipFigures(readChip(FASTER)));
  });

  it('follows one field of its input', async () => {
    const [before, after] = await Promise.all(
      [30, 60].map((percent) =>
        evaluate('simulate', {
          ...INPUTS.simulate,
          chip: { extends: 'h100-sxm', memory: { bandwidth: `+${percent} %` } },
        }),
      ),
    );
    expect(after!.kernelSeconds.value).toBeLessThan(before!.kernelSeconds.value);
  });

  it('refuses kinds and fields that it does not know', async () => {
    await expect(evaluate('simulat' as 'simulate', INPUTS.simulate)).rejects.toThrow(
      'simulate, study, chip, kernel, pow',
    );
    const misspelt = { ...INPUTS.simulate, batchs: 4 } as EvaluationInputs['simulate'];
    await expect(evaluate('simulate', misspelt)).rejects.toThrow('batchs');
    const unknown = { ...INPUTS.kernel, weights: 1 } as EvaluationInputs['kernel'];
    await expect(evaluate('kernel', unknown)).rejects.toThrow('weights');
  });

  it('says what a kind of a former version is called now', async () => {
    const asked = evaluate('study', 'kind: ladder\nname: a\ntitle: A\n');
    await expect(asked).rejects.toThrow('Did you mean "given"?');
  });
});
