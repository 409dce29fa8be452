import { describe, expect, it } from '@jest/globals';
import { importScaleSimConfig } from '../../../src/chips/import/scale-sim-config.js';

const CONFIG = `[general]
run_name = wide
[architecture_presets]
ArrayHeight:    128
ArrayWidth:     64
IfmapSramSzkB:    1024
FilterSramSzkB:   1024
OfmapSramSzkB:    512
Dataflow : ws
Bandwidth : 64
ReadRequestBuffer: 512
`;

describe('a SCALE-Sim configuration', () => {
  it('gives the array, its dataflow and its memories, and names what it read past', () => {
    expect(importScaleSimConfig('a.cfg', CONFIG)).toEqual({
      name: 'wide',
      rows: 128,
      columns: 64,
      dataflow: 'ws',
      inputSramBytes: 2 ** 20,
      filterSramBytes: 2 ** 20,
      outputSramBytes: 2 ** 19,
      bandwidthWordsPerCycle: 64,
      ignored: ['readrequestbuffer'],
    });
  });

  it('reports every problem with its line', () => {
    const text = CONFIG.replace('128', '-128')
      .replace('Dataflow : ws', 'Dataflow : rs')
      .replace('Bandwidth : 64\n', 'what\n');
    expect(() => importScaleSimConfig('a.cfg', text)).toThrow(
      /a\.cfg:10: "what" is no "key: value"[\s\S]*a\.cfg:4: arrayheight: [^\n]*found "-128"[\s\S]*a\.cfg:9: Dataflow: "rs"[\s\S]*bandwidth: It is missing/,
    );
  });
});
