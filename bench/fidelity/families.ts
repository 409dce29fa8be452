import type { TimingRow } from '../../src/kernels/index.js';

/** Median APE and MAPE in per cent that a column of the table must reach. */
export interface Bar {
  readonly median: number;
  readonly mape: number;
}

/** One line of the fidelity table: which rows, which devices are left out in turn, and the bars. */
export interface FidelityFamily {
  readonly name: string;
  readonly includes: (row: TimingRow) => boolean;
  /** Devices left out in turn; null: all that have rows. */
  readonly leftOut: readonly string[] | null;
  readonly seenBar: Bar | null;
  readonly leftOutBar: Bar | null;
  readonly givenBar: Bar | null;
}

const LLM_GPUS = ['A100-SXM-80GB', 'H100-SXM', 'L40S', 'B200-SXM'];
const QUANTISED = ['fp8', 'fp8_block', 'nvfp4', 'int8_sq', 'int8_wo', 'int4_wo'];
const ROWWISE = ['norm', 'activation', 'rope', 'elementwise', 'softmax'];
const COLLECTIVE = ['all_reduce', 'all_gather', 'reduce_scatter', 'alltoall', 'send_recv'];

const kind = (row: TimingRow) => row.operator.kind;
const dtype = (row: TimingRow) => ('dtype' in row.operator ? row.operator.dtype : '');
const kv = (row: TimingRow) => ('kvDtype' in row.operator ? row.operator.kvDtype : '');
const bar = (median: number, mape: number): Bar => ({ median, mape });

export const FAMILIES: readonly FidelityFamily[] = [
  {
    name: 'gemm bf16 (graph)',
    includes: (row) => kind(row) === 'gemm' && dtype(row) === 'bf16' && row.exec === 'graph',
    leftOut: LLM_GPUS,
    seenBar: bar(4.5, 7),
    leftOutBar: bar(12, 16),
    givenBar: bar(7, 11),
  },
  {
    name: 'gemm fp16 A40 (kernel-time)',
    includes: (row) => kind(row) === 'gemm' && row.exec === 'kernel-time',
    leftOut: [],
    seenBar: bar(4.5, 7),
    leftOutBar: null,
    givenBar: null,
  },
  {
    name: 'gemm fp8, fp8_block, nvfp4, int8, int4 (graph)',
    includes: (row) => kind(row) === 'gemm' && QUANTISED.includes(dtype(row)) && row.exec === 'graph',
    leftOut: LLM_GPUS,
    seenBar: bar(6, 9.5),
    leftOutBar: bar(18, 26),
    givenBar: null,
  },
  {
    name: 'gemm and batched gemm fp32 (event)',
    includes: (row) => kind(row).endsWith('gemm') && dtype(row) === 'fp32' && row.exec === 'event',
    leftOut: [
      'A100-PCIE-40GB',
      'MI100',
      'MI25',
      'P100-PCIE-16GB',
      'T4',
      'TITANX-MAXWELL',
      'V100-DGX1-16GB',
      'V100-PCIE-32GB',
    ],
    seenBar: bar(4.5, 9),
    leftOutBar: bar(16, 22),
    givenBar: null,
  },
  {
    name: 'gemm fp16 DeepBench (event)',
    includes: (row) => kind(row) === 'gemm' && dtype(row).startsWith('fp16') && row.exec === 'event',
    leftOut: [],
    seenBar: null,
    leftOutBar: null,
    givenBar: null,
  },
  {
    name: 'attention prefill, bf16 KV',
    includes: (row) => kind(row) === 'attention_prefill' && kv(row) === 'bf16' && row.exec === 'graph',
    leftOut: LLM_GPUS,
    seenBar: bar(5, 8),
    leftOutBar: bar(20, 34),
    givenBar: bar(8, 12),
  },
  {
    name: 'attention prefill, fp8 KV',
    includes: (row) => kind(row) === 'attention_prefill' && kv(row) === 'fp8' && row.exec === 'graph',
    leftOut: LLM_GPUS,
    seenBar: null,
    leftOutBar: null,
    givenBar: null,
  },
  {
    name: 'attention decode, bf16 KV',
    includes: (row) => kind(row) === 'attention_decode' && kv(row) === 'bf16' && row.exec === 'graph',
    leftOut: LLM_GPUS,
    seenBar: bar(4.5, 7.5),
    leftOutBar: bar(19, 25),
    givenBar: bar(10, 14),
  },
  {
    name: 'attention decode, fp8 KV',
    includes: (row) => kind(row) === 'attention_decode' && kv(row) === 'fp8' && row.exec === 'graph',
    leftOut: LLM_GPUS,
    seenBar: null,
    leftOutBar: null,
    givenBar: null,
  },
  {
    name: 'moe (graph)',
    includes: (row) => kind(row) === 'moe' && row.exec === 'graph',
    leftOut: LLM_GPUS,
    seenBar: bar(7.5, 12.5),
    leftOutBar: bar(30, 39),
    givenBar: bar(13, 20),
  },
  {
    name: 'collectives, without Vidur all_reduce',
    includes: (row) => COLLECTIVE.includes(kind(row)) && !(kind(row) === 'all_reduce' && row.exec === 'kernel-time'),
    leftOut: LLM_GPUS,
    seenBar: bar(4.5, 9),
    leftOutBar: null,
    givenBar: null,
  },
  {
    name: 'all_reduce of Vidur (kernel-time)',
    includes: (row) => kind(row) === 'all_reduce' && row.exec === 'kernel-time',
    leftOut: [],
    seenBar: null,
    leftOutBar: null,
    givenBar: null,
  },
  {
    name: 'row-wise (event)',
    includes: (row) => ROWWISE.includes(kind(row)) && row.exec === 'event',
    leftOut: null,
    seenBar: bar(1, 3),
    leftOutBar: bar(10, 13),
    givenBar: null,
  },
  {
    name: 'row-wise (kernel-time)',
    includes: (row) => ROWWISE.includes(kind(row)) && row.exec === 'kernel-time',
    leftOut: null,
    seenBar: bar(3.6, 6.5),
    leftOutBar: bar(22, 28),
    givenBar: null,
  },
];
