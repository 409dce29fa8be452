import { describe, expect, it } from '@jest/globals';
import { detectFormat, FILE_FORMATS } from '../../../src/study/files/file-formats.js';

const label = (file: string, text: string | Uint8Array) =>
  detectFormat(file, typeof text === 'string' ? new TextEncoder().encode(text) : text)?.label ?? null;

const HEADS: readonly (readonly [string, string | Uint8Array])[] = [
  ['ONNX model', Uint8Array.from([8, 7, 0x12, 7, 112, 121, 116, 111, 114, 99, 104])],
  ['SCALE-Sim configuration', '[general]\nrun_name = x\n\n[architecture_presets]\nArrayHeight: 8\n'],
  ['LLMCompass hardware file', '\uFEFF{ "name": "x", "device": { "compute_chiplet": {} } }'],
  ['Timeloop architecture', 'architecture:\n  # comment\n  version: 0.4\n  nodes:\n'],
  ['Timeloop architecture', 'architecture:\n    version: 0.4\n    local:\n'],
  ['Hugging Face config', '{ "model_type": "llama" }'],
  ['graph file', '{"graph":"x","nodes":[]}'],
  ['Timeloop problem', 'problem:\n  version: 0.4\n'],
  ['SCALE-Sim topology', '\uFEFFLayer name, IFMAP Height\r\n'],
  ['Timeloop mapping', 'DRAM [ A:4 (4) ] \n-----\n| for M in [0:4)\n'],
  ['Accelergy energy table', 'ERT_summary:\n    version: 0.4\n'],
  ['table of kernel timings', 'time_stats.mlp_up_proj.min,n_head\n'],
];

describe('the table of formats', () => {
  it.each(HEADS)('knows a %s by its contents alone', (expected, head) => {
    expect(label('x', head)).toBe(expected);
  });

  it('has a case above for every format', () => {
    expect([...new Set(HEADS.map(([name]) => name))].sort()).toEqual(FILE_FORMATS.map((format) => format.label).sort());
  });

  it('leaves files of this tool and other texts alone', () => {
    expect(label('h100.yaml', 'name: H100\narchitecture: hopper\nvendor: NVIDIA\n')).toBeNull();
    expect(label('model.yaml', 'name: x\nfamily: llama\nblocks: {}\nlayers: []\n')).toBeNull();
    expect(label('notes.txt', 'Layers of clay')).toBeNull();
    expect(label('empty', '')).toBeNull();
  });

  it('goes by the ending where a damaged file tells nothing', () => {
    expect(label('model.onnx', '')).toBe('ONNX model');
    expect(label('t.csv', 'a;b\n')).toBe('SCALE-Sim topology');
  });
});
