import { expect, it } from '@jest/globals';
import { importScaleSimTopology } from '../../../src/workloads/index.js';
import { describeWithShared } from '../describe-with-shared.js';

const FOLDER = 'samples/scale-sim';

describeWithShared(`topologies of ${FOLDER}`, [FOLDER], (shared) => {
  const files = shared.list(FOLDER).filter((name) => name.endsWith('.csv'));

  it.each(files.map((name) => [name]))('%s imports with one product a line', (name) => {
    const text = shared.text(`${FOLDER}/${name}`);
    const lines = text.split('\n').filter((line) => line.trim() !== '').length - 1;
    expect(importScaleSimTopology(name, text, 'int8').nodes).toHaveLength(lines);
  });
});
