import { expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { importScaleSimConfig } from '../../src/chips/import/scale-sim-config.js';
import { importTimeloopEnergy } from '../../src/chips/import/timeloop-energy.js';
import { checkChip, parseChip } from '../../src/chips/index.js';
import { loadWorkload } from '../../src/cli/inputs/load-workload.js';
import { pageDecompressors } from '../../src/cli/inputs/page-decompressors.js';
import { resolveChipArgument } from '../../src/cli/inputs/resolve-chip.js';
import { UserError } from '../../src/foundation/index.js';
import { importTimings } from '../../src/kernels/index.js';
import { importTimeloopMapping } from '../../src/kernels/white-box/import/timeloop-mapping.js';
import { simulateTopology } from '../../src/sim/machine/graph/simulate-topology.js';
import { detectFormat } from '../../src/study/files/file-formats.js';
import { countParameters, importScaleSimTopology } from '../../src/workloads/index.js';
import { describeWithShared, type Shared } from './describe-with-shared.js';

const FOLDER = 'samples';
const filesOf = (shared: Shared) => shared.list(FOLDER).filter((name) => /\.\w+$/.test(name) && !name.endsWith('.md'));
const NONE = { dim: [], value: [], allowUnknown: false };

/** Tables that no importer reads yet. */
const UNREAD = ['llmservingsim/'];

/** What states the figures that a file lacks, and what the refusal without them names. */
const LACKING: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'SCALE-Sim configuration': [
    ['clock', '700 MHz'],
    ['process', '28 nm'],
    ['memory.capacity', '8 GiB'],
  ],
  'Timeloop architecture': [
    ['clock', '200 MHz'],
    ['memory.capacity', '1 GiB'],
    ['memory.bandwidth', '8 GB/s'],
  ],
};

describeWithShared(`every file of ${FOLDER}`, [FOLDER], (shared) => {
  const files = filesOf(shared);
  const bytes = (name: string) => shared.bytes(`${FOLDER}/${name}`);
  const text = (name: string) => shared.text(`${FOLDER}/${name}`);

  it('is there', () => expect(files.length).toBeGreaterThanOrEqual(31));

  it.each(files)('%s imports, or is refused with what is missing by name', async (name) => {
    const path = shared.path(`${FOLDER}/${name}`);
    if (UNREAD.some((folder) => name.startsWith(folder))) {
      await expect(loadWorkload(path, NONE)).rejects.toThrow(UserError);
      return;
    }
    const format = detectFormat(name, bytes(name));
    switch (format?.yields) {
      case 'chip': {
        const lacking = LACKING[format.label] ?? [];
        if (lacking.length === 0) expect(checkChip(resolveChipArgument(path)).remarks.length).toBeGreaterThan(0);
        else
          expect(() => resolveChipArgument(path)).toThrow(
            /memory\.capacity: The file does not state the size of main memory/,
          );
        const chip = parseChip('x', format.read(name, text(name), new Map(lacking)));
        const rates = [chip.matrixRates.fp16, chip.matrixRates.int8].map((rate) => rate?.value ?? 0);
        expect(Math.max(...rates)).toBeGreaterThan(1e10);
        break;
      }
      case 'model':
      case 'graph': {
        const workload = await loadWorkload(path, NONE);
        if (workload.kind === 'model') expect(countParameters(workload.model).total).toBeGreaterThan(1e9);
        else expect(workload.described.graph.nodes.length).toBeGreaterThan(0);
        break;
      }
      case 'part':
        await expect(loadWorkload(path, NONE)).rejects.toThrow(format.usedBy);
        if (format.usedBy === 'simulate --mapping')
          expect(importTimeloopMapping(name, text(name)).levels).toHaveLength(7);
        else if (format.usedBy === 'simulate --energy') expect(importTimeloopEnergy(name, text(name)).size).toBe(6);
        else {
          const labels = { file: name, device: 'a40', source: name, licence: '', acrossNodes: true };
          const { rows } = await importTimings(bytes(name), labels, await pageDecompressors());
          expect(rows.length).toBeGreaterThanOrEqual(40);
        }
        break;
      default:
        // Results of a run are nothing to import.
        expect(name).toBe('timeloop/eyeriss_like.stats.txt');
        await expect(loadWorkload(path, NONE)).rejects.toThrow('of no format that is known');
    }
  });
});

describeWithShared('SCALE-Sim samples', [FOLDER], (shared) => {
  const files = filesOf(shared);
  const text = (name: string) => shared.text(`${FOLDER}/${name}`);
  const of = (ending: string) => files.filter((name) => name.startsWith('scale-sim/') && name.endsWith(ending));
  const pairs = of('.cfg').flatMap((config) => of('.csv').map((topology) => [config, topology] as const));

  it.each(pairs)('%s runs %s, each layer by the fold formula', (config, topology) => {
    const { rows, columns, dataflow } = importScaleSimConfig(config, text(config));
    const array = { rows, columns, dataflow, count: 1, overlappedFolds: false };
    const run = simulateTopology(importScaleSimTopology(topology, text(topology), 'int8'), array);
    const layers = run.layers.map(({ m, n, k }) => {
      const [spatialRows, spatialColumns, streamed] = { os: [m, n, k], ws: [k, n, m], is: [k, m, n] }[dataflow];
      const folds = Math.ceil(spatialRows! / rows) * Math.ceil(spatialColumns! / columns);
      return folds * (streamed! + (dataflow === 'os' ? 0 : rows) + rows + columns - 2) - 1;
    });
    const byHand = layers.reduce((sum, cycles) => sum + cycles, 0);
    expect(run.computeCycles).toBe(byHand);
    expect(run.utilisation).toBeGreaterThan(0);
    expect(run.utilisation).toBeLessThanOrEqual(1);
  });
});

/** Rows of the table of published models that are samples too. */
const ROWS: Readonly<Record<string, string>> = {
  'MiniMaxAI--MiniMax-M2.5': 'MiniMax-M2.5',
  'Qwen--Qwen3-30B-A3B': 'Qwen3-30B-A3B',
  'Qwen--Qwen3-32B': 'Qwen3-32B',
  'deepseek-ai--DeepSeek-V3': 'DeepSeek-V3',
  'meta-llama--Meta-Llama-3.1-70B': 'Llama-3.1-70B',
  'meta-llama--Meta-Llama-3.1-8B': 'Llama-3.1-8B',
  'mistralai--Mixtral-8x7B-v0.1': 'Mixtral-8x7B',
  'openai--gpt-oss-120b': 'gpt-oss-120b',
};
const MODELS = 'facts/llm-models.csv';

describeWithShared(`Hugging Face samples against ${MODELS}`, [FOLDER, MODELS], (shared) => {
  const table: Record<string, string>[] = parse(shared.text(MODELS), { columns: true });

  it.each(Object.entries(ROWS))(
    '%s has the parameters that the table computes for %s, to its last digit',
    async (name, row) => {
      const workload = await loadWorkload(shared.path(`${FOLDER}/huggingface/${name}.json`), NONE);
      if (workload.kind !== 'model') throw new Error('a config is a model');
      const { total, active } = countParameters(workload.model);
      const cells = table.find((one) => one.name === row);
      expect(Math.abs(total / 1e9 - Number(cells?.params_total_b_computed))).toBeLessThan(
        0.0051 + 1e-4 * (total / 1e9),
      );
      expect(Math.abs(active / 1e9 - Number(cells?.params_active_b_computed))).toBeLessThan(
        0.0051 + 1e-4 * (active / 1e9),
      );
    },
  );
});
