import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { architectureFile } from '../../src/workloads/architecture-file.js';
import { builtinModels } from '../../src/workloads/model-catalog.js';
import { parseArchitecture } from '../../src/workloads/parse-architecture.js';

describe('architectureFile', () => {
  it('writes every built-in model so that reading it gives the same model', () => {
    for (const model of builtinModels().values())
      expect(parseArchitecture(model.id, 'm.yaml', stringify(architectureFile(model)))).toEqual(model);
  });
});
