import { builtinCatalog, resolveChip } from '../../chips/index.js';
import { createDefaultCostModel, isRefusal, type KernelCost } from '../../kernels/index.js';
import { WEIGHT_COPIES } from '../../kernels/roofline/weight-copies.js';
import { formatSi } from '../../report/tables/format-figure.js';
import type { Operator } from '../../workloads/operators/operator.js';
import { formatTable, print, printJson } from '../outputs/output.js';
import { loadCalibrations } from './calibration-files.js';
import type { CompareArguments } from './options.js';

/** Operators of one layer of an 8-billion-parameter language model, decoding and reading a prompt. */
const OPERATORS: readonly { name: string; op: Operator }[] = [
  ...[1, 64, 4096].map((m) => ({
    name: `gemm ${m} x 14336 x 4096`,
    op: { kind: 'gemm', m, n: 14336, k: 4096, dtype: 'bf16' } as const,
  })),
  {
    name: 'attention decode, 64 x 4096 keys',
    op: {
      kind: 'attention_decode',
      batch: 64,
      kvLen: 4096,
      heads: 32,
      kvHeads: 8,
      headDim: 128,
      window: 0,
      dtype: 'bf16',
      kvDtype: 'bf16',
    },
  },
  {
    name: 'attention prefill, 4096 tokens',
    op: {
      kind: 'attention_prefill',
      batch: 1,
      qLen: 4096,
      kvLen: 4096,
      heads: 32,
      kvHeads: 8,
      headDim: 128,
      window: 0,
      dtype: 'bf16',
      kvDtype: 'bf16',
    },
  },
  { name: 'rmsnorm 64 x 4096', op: { kind: 'norm', op: 'rmsnorm', m: 64, n: 4096, dtype: 'bf16' } },
];

/** Runs `kernels compare`. */
export function compareChips(args: CompareArguments): void {
  const model = createDefaultCostModel(loadCalibrations(args.calibrations));
  const chips = [args.a, args.b].map((name) => resolveChip(builtinCatalog(), name));
  const rows = OPERATORS.map(({ name, op }) => {
    const costs = chips.map((chip) =>
      model.estimate(op, { chip, count: 1, topology: 'single' }, { weightCopies: WEIGHT_COPIES.cycled }),
    );
    return { name, op, costs };
  });
  if (args.json) {
    printJson({
      chips: chips.map((chip) => chip.id),
      operators: rows.map(({ op, costs }) => ({ operator: op, costs })),
    });
    return;
  }
  const lines = rows.map(({ name, costs }) => {
    const known = costs.filter((cost): cost is KernelCost => !isRefusal(cost));
    const times = costs.map((cost) => (isRefusal(cost) ? '-' : formatSi(cost.seconds.value, 's')));
    const joules = costs.map((cost) => (isRefusal(cost) ? '-' : formatSi(cost.joules.value, 'J')));
    const [a, b] = known;
    const ratio = a !== undefined && b !== undefined ? (b.seconds.value / a.seconds.value).toFixed(2) : '-';
    return [name, times[0]!, times[1]!, ratio, joules[0]!, joules[1]!];
  });
  const [a, b] = chips.map((chip) => chip.id);
  print(formatTable(['operator', `${a}`, `${b}`, 'time ratio', `${a} energy`, `${b} energy`], lines));
}
