import { builtinCatalog, resolveChip } from '../../src/chips/index.js';
import {
  bundledCalibrations,
  createCalibratedCostModel,
  createMappingCostModel,
  isRefusal,
} from '../../src/kernels/index.js';
import { WEIGHT_COPIES } from '../../src/kernels/roofline/weight-copies.js';

// CPU time of kernel estimates on one core: a million distinct products, nothing remembered between them.
const COUNT = 1_000_000;
const model = createCalibratedCostModel(bundledCalibrations());
const system = {
  chip: resolveChip(builtinCatalog(), process.argv[2] ?? 'h100-sxm'),
  count: 1,
  topology: 'single' as const,
};
const context = { weightCopies: WEIGHT_COPIES.cycled };

function estimate(index: number): number {
  // Three coprime strides visit shapes from 1 to 16384 in every dimension without a repeat.
  const m = 1 + ((index * 7919) % 16384);
  const n = 64 + ((index * 104729) % 16321);
  const k = 64 + ((index * 1299709) % 16273);
  const cost = model.estimate({ kind: 'gemm', m, n, k, dtype: 'bf16' }, system, context);
  return isRefusal(cost) ? 0 : cost.seconds.value;
}

let checksum = 0;
for (let i = 0; i < 20_000; i++) checksum += estimate(i);
const before = process.cpuUsage();
for (let i = 0; i < COUNT; i++) checksum += estimate(i);
const { user, system: kernel } = process.cpuUsage(before);
const seconds = (user + kernel) / 1e6;
console.log(
  `${COUNT} products on ${system.chip.name}: ${seconds.toFixed(2)} CPU-s, ${((seconds / COUNT) * 1e6).toFixed(2)} us each (checksum ${checksum.toFixed(3)})`,
);

// The white box searches tilings for every new shape: a fresh model, nothing remembered.
const SEARCHES = 5_000;
const whiteBox = createMappingCostModel();
function search(index: number): number {
  const m = 1 + ((index * 7919) % 16384);
  const n = 64 + ((index * 104729) % 16321);
  const k = 64 + ((index * 1299709) % 16273);
  const cost = whiteBox.estimate({ kind: 'gemm', m, n, k, dtype: 'bf16' }, system, context);
  return isRefusal(cost) ? 0 : cost.seconds.value;
}
let searched = 0;
for (let i = 0; i < 1_000; i++) searched += search(i);
const beforeSearch = process.cpuUsage();
for (let i = 0; i < SEARCHES; i++) searched += search(1_000 + i);
const spent = process.cpuUsage(beforeSearch);
console.log(
  `${SEARCHES} products by the white box: ${((spent.user + spent.system) / SEARCHES).toFixed(1)} us each (checksum ${searched.toFixed(3)})`,
);
