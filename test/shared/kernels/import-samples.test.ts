import { expect, it } from '@jest/globals';
import { pageDecompressors } from '../../../src/cli/inputs/page-decompressors.js';
import { formatTimings, importTimings, parseTimings } from '../../../src/kernels/index.js';
import { describeWithShared, type Shared } from '../describe-with-shared.js';

const decompressors = await pageDecompressors();

function labels(file: string) {
  return { file, device: null, source: file, licence: '', acrossNodes: true };
}

describeWithShared('Vidur profiles', ['samples/vidur'], (shared) => {
  it('become 8 rows each with the widths of phi-2', async () => {
    const bytes = shared.bytes('samples/vidur/mlp.csv');
    const { rows, problems } = await importTimings(bytes, { ...labels('mlp.csv'), device: 'a100-sxm-80gb' }, {});
    expect(rows).toHaveLength(8 * 40);
    expect(problems.map(({ found }) => found)).toEqual(['Kernel emb is of no family that is modelled.']);
    expect(rows[1]).toMatchObject({ kernel: 'gemm', m: 4096, n: 7680, k: 2560, latency_us: 651 });
    expect(parseTimings(formatTimings(rows), 'out.csv', () => true).problems).toEqual([]);
  });

  it('hold sends between two machines, of bytes', async () => {
    const bytes = shared.bytes('samples/vidur/send_recv.csv');
    const { rows } = await importTimings(bytes, { ...labels('send_recv.csv'), device: 'a40' }, {});
    expect(rows).toHaveLength(40);
    expect(rows[0]).toMatchObject({ kernel: 'send_recv', n_gpus: 2, bytes: '2048', latency_us: 12 });
  });
});

const withoutZstd = () => (decompressors.ZSTD === undefined ? 'the fzstd module is not installed' : null);
const tables = (shared: Shared) => {
  it.each([
    ['gemm_perf', 15162],
    ['generation_attention_perf', 10870],
  ])('%s becomes rows of the schema, all of them', async (name, count) => {
    const bytes = shared.bytes(`samples/aiconfigurator/${name}.parquet`);
    const { rows, problems } = await importTimings(bytes, labels(name), decompressors);
    expect(problems).toEqual([]);
    expect(rows).toHaveLength(count);
  });
};
describeWithShared('aiconfigurator tables', ['samples/aiconfigurator'], tables, withoutZstd);
