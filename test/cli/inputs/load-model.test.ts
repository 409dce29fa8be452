import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { loadModel } from '../../../src/cli/inputs/load-model.js';
import { architectureFile } from '../../../src/workloads/index.js';

const folder = mkdtempSync(join(tmpdir(), 'models-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('loadModel', () => {
  it('takes a bare word as a name of the catalog', () => {
    expect(loadModel('qwen3-0.6b').hidden).toBe(1024);
    expect(() => loadModel('qwen3-0.6')).toThrow('Did you mean qwen3-0.6b?');
  });

  it('reads a description, and a config by its content', () => {
    const path = join(folder, 'mine.yaml');
    writeFileSync(path, stringify(architectureFile(loadModel('qwen3-0.6b'))));
    expect(loadModel(path)).toMatchObject({ id: 'mine', name: 'Qwen3-0.6B' });
    const config = join(folder, 'config.json');
    writeFileSync(config, JSON.stringify({ model_type: 'llama' }));
    expect(() => loadModel(config)).toThrow('The config has no hidden_size or n_embd.');
  });

  it('says which file cannot be read', () => {
    expect(() => loadModel(join(folder, 'absent.yaml'))).toThrow(/absent\.yaml: The file cannot be read \(ENOENT\)/);
  });

  it('names the line of a misspelt key', () => {
    const path = join(folder, 'wrong.yaml');
    writeFileSync(path, stringify(architectureFile(loadModel('qwen3-0.6b'))).replace('hidden:', 'hiden:'));
    expect(() => loadModel(path)).toThrow(/wrong\.yaml:\d+: hiden: .*hidden/);
  });
});
