import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { architectureFile, builtinModels, parseArchitecture } from '../../../src/workloads/index.js';

describe('architectureFile', () => {
  it('writes every built-in model so that reading it gives the same model', () => {
    for (const model of builtinModels().values())
      expect(parseArchitecture(model.id, 'm.yaml', stringify(architectureFile(model)))).toEqual(model);
  });
});
