import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { architectureFile } from '../../../src/workloads/models/architecture-file.js';
import { builtinModels } from '../../../src/workloads/models/model-catalog.js';
import { parseArchitecture } from '../../../src/workloads/models/parse-architecture.js';

describe('architectureFile', () => {
  it('writes every built-in model so that reading it gives the same model', () => {
    for (const model of builtinModels().values())
      expect(parseArchitecture(model.id, 'm.yaml', stringify(architectureFile(model)))).toEqual(model);
  });
});
