import { expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { builtinModels, kvBytesPerSequence, parameterTensors, resolveModel } from '../../../src/workloads/index.js';
import { describeWithShared } from '../describe-with-shared.js';

const FILE = 'facts/llm-models.csv';

describeWithShared(`the models of ${FILE}`, [FILE], (shared) => {
  const rows: Record<string, string>[] = parse(shared.text(FILE), { columns: true });

  it('are all in the catalog', () => {
    expect(rows.length).toBeGreaterThanOrEqual(49);
    for (const row of rows) expect(() => resolveModel(row.name ?? '', builtinModels())).not.toThrow();
  });

  it('have the parameters, in all and active, that the table computes (indexers not counted there)', () => {
    const faults = rows.flatMap((row) => {
      const tensors = parameterTensors(resolveModel(row.name ?? '', builtinModels())).filter(
        (tensor) => tensor.role !== 'attention.indexer',
      );
      const total = tensors.reduce((sum, tensor) => sum + tensor.elements, 0) / 1e9;
      const active = tensors.reduce((sum, tensor) => sum + tensor.activeElements, 0) / 1e9;
      const close = (counted: number, cell: string | undefined) =>
        Math.abs(counted - Number(cell)) <= 0.0051 + 1e-4 * counted;
      return close(total, row.params_total_b_computed) && close(active, row.params_active_b_computed)
        ? []
        : [[row.name, total, row.params_total_b_computed, active, row.params_active_b_computed]];
    });
    expect(faults).toEqual([]);
  });

  it('cache the bytes a token that the table states at 16 bits (indexers not counted there)', () => {
    const faults = rows.flatMap((row) => {
      const model = resolveModel(row.name ?? '', builtinModels());
      const layers = model.layers.map((layer) =>
        layer.mixer?.kind === 'mla' ? { ...layer, mixer: { ...layer.mixer, indexer: null } } : layer,
      );
      const bytes = kvBytesPerSequence({ ...model, layers }, 'bf16', 1, 1);
      return bytes === Number(row.kv_bytes_per_token_fp16) ? [] : [[row.name, bytes, row.kv_bytes_per_token_fp16]];
    });
    expect(faults).toEqual([]);
  });
});
