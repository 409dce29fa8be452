import { builtinModels } from '../../workloads/models/model-catalog.js';
import { HASH_ALGORITHMS } from '../../workloads/pow/hash-graphs.js';
import { formatTable, print, printJson } from '../outputs/output.js';
import { billions, modelSummary } from './model-summary.js';
import type { ListArguments } from './options.js';

/** Runs `workloads list`. */
export function listWorkloads({ json }: ListArguments): void {
  const models = [...builtinModels().values()].map(modelSummary);
  const hashes = Object.entries(HASH_ALGORITHMS).map(([name, { notes, ...cost }]) => ({ name, ...cost, notes }));
  if (json) {
    printJson({ models, hashes });
    return;
  }
  const modelRows = models.map((model) => [
    model.id,
    model.family,
    String(model.layers),
    billions(model.parameters),
    billions(model.activeParameters),
    `${(model.kvBytesPerToken / 1024).toFixed(1)} KiB`,
  ]);
  print(formatTable(['model', 'family', 'layers', 'parameters', 'active', 'KV/token at 16 bits'], modelRows));
  const hashRows = hashes.map((hash) => [hash.name, String(hash.intOpsPerHash), String(hash.offChipBytesPerHash)]);
  print(`\n${formatTable(['hash function', 'integer ops/hash', 'off-chip bytes/hash'], hashRows)}`);
}
