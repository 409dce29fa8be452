import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { importScaleSimTopology } from '../../../src/workloads/import/scale-sim-topology.js';

const folder = '../shared/samples/scale-sim';
const present = existsSync(folder);
const describeShared = present ? describe : describe.skip;
const files = present ? readdirSync(folder).filter((name) => name.endsWith('.csv')) : [];

describeShared(`topologies of ${folder} (skipped where the folder is absent)`, () => {
  it.each(files.map((name) => [name]))('%s imports with one product a line', (name) => {
    const text = readFileSync(`${folder}/${name}`, 'utf8');
    const lines = text.split('\n').filter((line) => line.trim() !== '').length - 1;
    expect(importScaleSimTopology(name, text, 'int8').nodes).toHaveLength(lines);
  });
});
