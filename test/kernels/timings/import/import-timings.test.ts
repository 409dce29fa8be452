import { describe, expect, it } from '@jest/globals';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { formatTimings, importTimings, parseTimings } from '../../../../src/kernels/index.js';

const LABELS = { file: 'mlp.csv', device: 'a40', source: 'own', licence: 'MIT', acrossNodes: false };
const encode = (text: string) => new TextEncoder().encode(text);

/** A Llama-like layer: 8 heads of 64, 2 of keys, width 512, feed-forward 1024, gated, on 2 ranks. */
function mlpTable(rows: readonly string[]): string {
  const kernels = ['attn_pre_proj', 'attn_post_proj', 'mlp_up_proj', 'mlp_act', 'attn_rope', 'input_layernorm', 'emb'];
  const header = [
    ...kernels.map((name) => `time_stats.${name}.median`),
    'time_stats.post_attention_layernorm.median,n_head,n_kv_head,n_embd,n_expanded_embd,vocab_size,use_gated_mlp',
    'num_tokens,num_tensor_parallel_workers,mood',
  ];
  return [header.join(','), ...rows].join('\n');
}

describe('importing a Vidur profile', () => {
  it('derives the shape of each kernel from the widths and the ranks, in microseconds', async () => {
    const text = mlpTable(['0.1,0.2,0.3,0.4,0.5,0.6,9,0.7,8,2,512,1024,100,True,16,2,fine']);
    const { rows, problems } = await importTimings(encode(text), LABELS, {});
    expect(rows.map(({ kernel, op, m, n, k, latency_us }) => [kernel, op, m, n, k, latency_us])).toEqual([
      ['gemm', 'linear', 16, 256 + 2 * 64, 512, 100],
      ['gemm', 'linear', 16, 512, 256, 200],
      ['gemm', 'linear', 16, 1024, 512, 300],
      ['activation', 'silu_mul', 16, 512, undefined, 400],
      ['rope', 'rope', 16, 256 + 64, undefined, 500],
      ['norm', 'rmsnorm', 16, 512, undefined, 600],
      ['norm', 'rmsnorm', 16, 512, undefined, 700],
    ]);
    expect(problems.map(({ found }) => found)).toEqual([
      'Kernel emb is of no family that is modelled.',
      'Column mood is unknown.',
    ]);
  });

  it('leaves bad rows out and names their lines', async () => {
    const good = '0.1,0.2,0.3,0.4,0.5,0.6,9,0.7,8,2,512,1024,100,True,16,2,';
    const text = mlpTable([good, good.replace(',16,2,', ',16,3,'), good.replace('0.1,', '-1,'), good]);
    const { rows, problems } = await importTimings(encode(text), LABELS, {});
    expect(rows).toHaveLength(7 + 6 + 7);
    const bad = problems.filter(({ code }) => code === 'bad-row');
    expect(bad.map(({ line }) => line)).toEqual([3, 4]);
    expect(bad[0]!.found).toContain('do not divide evenly');
    expect(bad[1]!.found).toContain('latency_us is -1000,');
  });

  it('is read back by the timing reader as it was written', async () => {
    const text = mlpTable(['0.1,0.2,0.3,0.4,0.5,0.6,9,0.7,8,2,512,1024,100,True,16,2,']);
    const { rows } = await importTimings(encode(text), { ...LABELS, source: 'a "quoted", key' }, {});
    const table = parseTimings(formatTimings(rows), 'out.csv', () => true);
    expect(table.problems).toEqual([]);
    expect(table.rows.map(({ microseconds }) => microseconds)).toEqual([100, 200, 300, 400, 500, 600, 700]);
    expect(table.rows[0]!.source).toBe('a "quoted", key');
  });

  it('takes collectives between machines only when told to', async () => {
    const text = [
      ',time_stats.send_recv.median,rank,num_workers,size,collective,devices_per_node,max_devices_per_node',
      '0,0.012,0,2,2048,send_recv,2,4',
      '1,0.014,0,2,2048,send_recv,1,4',
    ].join('\n');
    const inside = await importTimings(encode(text), LABELS, {});
    expect(inside.rows.map(({ bytes, latency_us }) => [bytes, latency_us])).toEqual([['2048', 12]]);
    expect(inside.problems.map(({ line }) => line)).toEqual([3]);
    expect((await importTimings(encode(text), { ...LABELS, acrossNodes: true }, {})).rows).toHaveLength(2);
  });
});

describe('importing an aiconfigurator table', () => {
  const column = (name: string, data: (string | number | bigint)[]) => ({ name, data });
  const common = (op: string, n: number, latency: number[]) => [
    column('framework', Array(n).fill('VLLM')),
    column('version', Array(n).fill('0.24.0')),
    column('device', Array(n).fill('NVIDIA A40')),
    column('op_name', Array(n).fill(op)),
    column('kernel_source', Array(n).fill('torch')),
    column('latency', latency),
  ];
  const write = (columnData: ReturnType<typeof column>[]) => new Uint8Array(parquetWriteBuffer({ columnData }));

  it('reads a Parquet table of products and names the rows that are bad', async () => {
    const bytes = write([
      ...common('gemm', 3, [0.0125, Number.NaN, 0.5]),
      column('gemm_dtype', ['bfloat16', 'fp8', 'fp7']),
      column('m', [1n, 2n, 3n]),
      column('n', [64n, 64n, 64n]),
      column('k', [128n, 128n, 128n]),
      column('humidity', [1, 2, 3]),
    ]);
    const { rows, problems } = await importTimings(bytes, { ...LABELS, device: null }, {});
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ device: 'NVIDIA A40', dtype: 'bf16', m: '1', n: '64', k: '128', latency_us: 12.5 });
    expect(problems.map(({ line, found }) => [line, found.slice(0, 22)])).toEqual([
      [1, 'Column humidity is unk'],
      [2, 'latency_us is "NaN", n'],
      [3, 'dtype is "fp7", not on'],
    ]);
  });

  it('counts the new token among the keys of a decode step', async () => {
    const bytes = write([
      ...common('generation_attention', 2, [0.02, 0.03]),
      column('batch_size', [4n, 4n]),
      column('isl', [1n, 1n]),
      column('step', [4095n, 7n]),
      column('num_heads', [32n, 32n]),
      column('num_key_value_heads', [8n, 8n]),
      column('head_dim', [128n, 128n]),
      column('beam_width', [1n, 2n]),
      column('attn_dtype', ['bfloat16', 'bfloat16']),
      column('kv_cache_dtype', ['fp8', 'fp8']),
    ]);
    const { rows, problems } = await importTimings(bytes, LABELS, {});
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ kernel: 'attention_decode', kv_len: 4096, q_len: 1, kv_dtype: 'fp8' });
    expect(problems.map(({ found }) => found)).toEqual(['beam_width is not 1, which no column can say. (row 2)']);
  });

  it('names a kind that it does not know and a column that is missing', async () => {
    const unknown = await importTimings(write(common('mamba', 2, [1, 2])), LABELS, {});
    expect(unknown.rows).toEqual([]);
    expect(unknown.problems[0]!.found).toContain('op_name is "mamba"');
    const short = await importTimings(write([...common('gemm', 1, [1]), column('m', [1n])]), LABELS, {});
    expect(short.problems.map(({ found }) => found)).toEqual(
      ['gemm_dtype', 'n', 'k'].map((name) => `Column ${name} is missing.`),
    );
  });

  it('refuses a file of another kind and a broken Parquet file', async () => {
    await expect(importTimings(encode('a,b\n1,2\n'), LABELS, {})).rejects.toThrow(/no table that is known/);
    await expect(importTimings(encode('PAR1 and nothing else'), LABELS, {})).rejects.toThrow(/cannot be read/);
  });
});
