import { z } from 'zod';
import { exp, ln } from '../../foundation/numeric/portable-math.js';
import { bandOfEnds, scaleBand } from '../../foundation/quantity/band-arithmetic.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import type { Figure } from '../chip/chip-parts.js';
import { nodes } from '../nodes/nodes.generated.js';
import { defaultRange } from './confidence-range.js';

/** Picojoules of one operation, and of one 64-bit access to a 1 MiB SRAM. */
export interface NodeEnergies {
  readonly int8Add: Figure;
  readonly int32Add: Figure;
  readonly fp16Add: Figure;
  readonly fp32Add: Figure;
  readonly int8Multiply: Figure;
  readonly int32Multiply: Figure;
  readonly fp16Multiply: Figure;
  readonly fp32Multiply: Figure;
  readonly sram1MiBAccess: Figure;
}

/** What a process node lets one build, and what it costs. */
export interface ProcessNode {
  readonly processNm: number;
  readonly transistorsPerMm2: Figure;
  readonly waferPriceUsd: Figure;
  readonly defectsPerCm2: Figure;
  readonly bitCellUm2: Figure;
  /** Coherent cache with tags, crossbar and redundancy. */
  readonly cacheMm2PerMiB: Figure;
  /** Software-managed banks: no tags, short wires. */
  readonly scratchpadMm2PerMiB: Figure;
  /** Non-recurring cost to first silicon of a small regular accelerator. */
  readonly nreUsd: Figure;
  /** Calendar year from which a foundry makes it in volume; a fraction stands for months. */
  readonly availableYear: Figure;
  readonly picojoules: NodeEnergies;
}

const figureSchema = z.strictObject({
  value: z.number().positive(),
  low: z.number().positive().optional(),
  high: z.number().positive().optional(),
  confidence: z.enum(['high', 'medium', 'low']),
  source: z.string().min(1),
});

const ENERGY_KEYS = [
  'int8Add',
  'int32Add',
  'fp16Add',
  'fp32Add',
  'int8Multiply',
  'int32Multiply',
  'fp16Multiply',
  'fp32Multiply',
  'sram1MiBAccess',
] as const;

const nodeSchema = z.strictObject({
  processNm: z.number().positive(),
  transistorsPerMm2: figureSchema,
  waferPriceUsd: figureSchema,
  defectsPerCm2: figureSchema,
  bitCellUm2: figureSchema,
  cacheMm2PerMiB: figureSchema.optional(),
  nreUsd: figureSchema,
  availableYear: figureSchema,
  picojoules: z
    .strictObject({
      source: z.string().min(1),
      confidence: z.enum(['high', 'medium', 'low']),
      ...(Object.fromEntries(ENERGY_KEYS.map((key) => [key, z.number().positive()])) as Record<
        (typeof ENERGY_KEYS)[number],
        z.ZodNumber
      >),
    })
    .optional(),
});

type NodeInput = z.infer<typeof nodeSchema>;
type FigureInput = z.infer<typeof figureSchema>;

function toFigure({ value, low, high, source, confidence }: FigureInput): Figure {
  const range = defaultRange(value, confidence);
  return { value, low: low ?? range.low, high: high ?? range.high, source, confidence };
}

// 8 * 2^20 bits a MiB, 1e-6 mm2 a um2.
const MM2_PER_MIB_OF_UM2_PER_BIT = 8.388608;

// Scratchpad over bit cells. Low: the macro density of N3E, 31.8 Mib/mm2, over its 0.021 um2 cell (IEDM 2022). High: 900 MB in
// all of the 823 mm2 of a GC200. Best: the same with 57 % of that die, as its published floor plan shows.
const SCRATCHPAD_OVER_CELLS = { low: 1.43, value: 2.3, high: 4.0 };

// Cache over bit cells where no node figure is published: 2.37 mm2/MiB over 0.2265 at 7 nm (LLMCompass, see nodes/7nm.yaml).
const CACHE_OVER_CELLS = { low: 4.2, value: 10.5, high: 12.6 };

function overCells(cell: Figure, ratio: Band, what: string): Figure {
  return {
    ...bandOfEnds((end) => cell[end] * MM2_PER_MIB_OF_UM2_PER_BIT * ratio[end]),
    source: `derived: bit cell (${cell.source}) x ${ratio.value} for ${what}`,
    confidence: 'low',
  };
}

let loaded: ReadonlyMap<number, ProcessNode> | null = null;

/** All nodes by their size in nm. */
export function processNodes(): ReadonlyMap<number, ProcessNode> {
  if (loaded === null) {
    const inputs = Object.values(nodes).map((entry) => nodeSchema.parse(entry));
    const anchors = inputs.filter((input) => input.picojoules !== undefined);
    loaded = new Map(inputs.map((input) => [input.processNm, toNode(input, anchors)]));
  }
  return loaded;
}

/** The node of a size in nm, or null where none is described. */
export function processNode(processNm: number): ProcessNode | null {
  return processNodes().get(processNm) ?? null;
}

/** The described node whose size is nearest in ratio. */
export function nearestProcessNode(processNm: number): ProcessNode {
  let best: ProcessNode | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const node of processNodes().values()) {
    const distance = Math.abs(ln(node.processNm / processNm));
    if (distance < bestDistance) {
      best = node;
      bestDistance = distance;
    }
  }
  if (best === null) throw new Error('no process node is described');
  return best;
}

function toNode(input: NodeInput, anchors: readonly NodeInput[]): ProcessNode {
  const bitCellUm2 = toFigure(input.bitCellUm2);
  return {
    processNm: input.processNm,
    transistorsPerMm2: toFigure(input.transistorsPerMm2),
    waferPriceUsd: toFigure(input.waferPriceUsd),
    defectsPerCm2: toFigure(input.defectsPerCm2),
    bitCellUm2,
    cacheMm2PerMiB: input.cacheMm2PerMiB
      ? toFigure(input.cacheMm2PerMiB)
      : overCells(bitCellUm2, CACHE_OVER_CELLS, 'a coherent cache'),
    scratchpadMm2PerMiB: overCells(bitCellUm2, SCRATCHPAD_OVER_CELLS, 'a scratchpad'),
    nreUsd: toFigure(input.nreUsd),
    availableYear: toFigure(input.availableYear),
    picojoules: energies(input, anchors),
  };
}

/** Published energies, or those of the two published nodes carried on a power law of the node size. */
function energies(input: NodeInput, anchors: readonly NodeInput[]): NodeEnergies {
  const [fine, coarse] = [...anchors].sort((a, b) => a.processNm - b.processNm);
  if (!fine?.picojoules || !coarse?.picojoules) throw new Error('energies need two published nodes');
  const own = input.picojoules;
  const entries = ENERGY_KEYS.map((key) => {
    if (own) return [key, toFigure({ value: own[key], source: own.source, confidence: own.confidence })] as const;
    const slope = ln(coarse.picojoules![key] / fine.picojoules![key]) / ln(coarse.processNm / fine.processNm);
    const value = fine.picojoules![key] * exp(slope * ln(input.processNm / fine.processNm));
    const source = `derived: power law in node size through ${fine.processNm} and ${coarse.processNm} nm figures`;
    // Foundries quote 25 to 30 % less power a full node at equal speed; a range of 30 % each way holds both that and the law.
    return [key, { ...scaleBand({ value: 1, low: 0.7, high: 1.3 }, value), source, confidence: 'low' }] as const;
  });
  return Object.fromEntries(entries) as unknown as NodeEnergies;
}
