import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { importTimeloopEnergy } from '../../src/chips/import/timeloop-energy.js';
import { parseChip } from '../../src/chips/index.js';
import { isUserError } from '../../src/foundation/index.js';
import { importTimeloopMapping } from '../../src/kernels/white-box/import/timeloop-mapping.js';
import { FILE_FORMATS, type FileFormat } from '../../src/study/files/file-formats.js';

const STATED = new Map([
  ['clock', '200 MHz'],
  ['process', '65 nm'],
  ['memory.capacity', '1 GiB'],
  ['memory.bandwidth', '1 GB/s'],
]);

/** A sound file of every text format. */
const SOUND: Readonly<Record<string, string>> = {
  'SCALE-Sim configuration':
    '[architecture_presets]\nArrayHeight: 8\nArrayWidth: 8\nIfmapSramSzkB: 8\nFilterSramSzkB: 8\nOfmapSramSzkB: 8\nDataflow: os\nBandwidth: 10\n',
  'LLMCompass hardware file': JSON.stringify({
    name: 'x',
    interconnect: { link: { name: 'l', bandwidth_per_direction_byte: 1e9 }, link_count_per_device: 1 },
    device: {
      frequency_Hz: 1e9,
      compute_chiplet_count: 1,
      compute_chiplet: {
        core_count: 4,
        process_node: '7nm',
        core: {
          sublane_count: 1,
          systolic_array: { array_width: 8, array_height: 8, data_type: 'fp16', mac_per_cycle: 1 },
          vector_unit: { int32_count: 4, fp32_count: 4 },
          SRAM_KB: 64,
        },
      },
      memory_protocol: 'DDR5',
      io: {
        global_buffer_MB: 1,
        global_buffer_bandwidth_per_cycle_byte: 64,
        memory_channel_active_count: 1,
        pin_count_per_channel: 32,
        bandwidth_per_pin_bit: 1e9,
      },
      memory: { total_capacity_GB: 4 },
    },
  }),
  'Timeloop architecture':
    'architecture:\n  version: 0.4\n  nodes:\n  - !Component { name: M, class: DRAM, attributes: { width: 8, datawidth: 8 } }\n  - !Component { name: B, class: SRAM, attributes: { depth: 8, width: 8, datawidth: 8 } }\n  - !Container { name: P, spatial: { meshX: 4 } }\n  - !Component { name: mac, class: intmac, attributes: {} }\n',
  'Hugging Face config':
    '{"model_type":"llama","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"intermediate_size":128,"vocab_size":100,"max_position_embeddings":256}',
  'graph file':
    '{"graph":"x","nodes":[{"name":"a","group":"g","after":[],"op":{"kind":"gemm","m":1,"n":2,"k":3,"dtype":"fp16"}}]}',
  'Timeloop problem':
    'problem:\n  shape:\n    dimensions: [M, N, K]\n    data_spaces:\n    - { name: A, projection: [[[M]], [[K]]] }\n    - { name: B, projection: [[[K]], [[N]]] }\n    - { name: Z, projection: [[[M]], [[N]]], read_write: true }\n  instance: { M: 4, N: 4, K: 4 }\n',
  'SCALE-Sim topology': 'Layer,M,N,K,\na,1,2,3,\nb,4,5,6,\n',
  'Timeloop mapping': 'DRAM [ A:4 (4) ] \n----\n| for M in [0:4)\n|   for N in [0:2) (Spatial-X)\n',
  'Accelergy energy table':
    'ERT_summary:\n  version: 0.4\n  table_summary:\n  - { name: a.mac, actions: [{ name: compute, energy: 1 }] }\n',
};

const read = async (format: FileFormat, text: string): Promise<unknown> => {
  switch (format.yields) {
    case 'chip':
      return parseChip('f', format.read('f', text, STATED));
    case 'model':
      return format.read('x', 'f', text);
    case 'graph': {
      const options = {
        dims: new Map<string, number>(),
        values: new Map<string, number>(),
        dtype: null,
        allowUnknown: false,
      };
      return format.read('f', new TextEncoder().encode(text), options);
    }
    case 'part':
      return format.label === 'Timeloop mapping' ? importTimeloopMapping('f', text) : importTimeloopEnergy('f', text);
  }
};

/** Pieces that break texts of all kinds. */
const PIECES = [
  '',
  '\n',
  ' ',
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '-',
  '"',
  '&a ',
  '*a',
  '!x ',
  '1e999',
  '-1',
  'null',
  '\t',
  '\uFEFF',
  '\u0000',
  '0',
  '~',
];

describe.each(FILE_FORMATS.filter(({ label }) => SOUND[label] !== undefined))('a damaged file: $label', (format) => {
  const sound = SOUND[format.label] ?? '';

  it('is sound before the damage', async () => {
    await expect(read(format, sound)).resolves.toBeDefined();
  });

  it('is read, or refused as a mistake of the user, and nothing else (property)', async () => {
    const change = fc.record({
      at: fc.nat({ max: sound.length - 1 }),
      cut: fc.nat({ max: 12 }),
      piece: fc.constantFrom(...PIECES),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        let text = sound;
        for (const { at, cut, piece } of changes) text = text.slice(0, at) + piece + text.slice(at + cut);
        try {
          await read(format, text);
        } catch (error) {
          if (!isUserError(error)) throw error;
        }
      }),
      { numRuns: 150 },
    );
  });
});
