import { FABRIC_RESOURCES } from '../../chips/chip/fpga-fabric.js';
import {
  type Chip,
  type ChipCheck,
  checkChip,
  chipFigures,
  type DerivedFigure,
  type Figure,
  type FpgaFabric,
  fitFabric,
  nearestProcessNode,
  nreCost,
} from '../../chips/index.js';
import { costAgainstVolume } from '../../chips/silicon/nre-cost.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import { formatQuantity } from '../../foundation/quantity/format-quantity.js';
import { levelRows } from '../outputs/level-rows.js';
import { formatTable } from '../outputs/output.js';
import { chipKnowledge } from './chip-knowledge.js';

type Table = readonly [header: readonly string[], rows: readonly (readonly string[])[]];

/** The overview of many chips; a dash stands for what a chip lacks or nobody published. */
export function listChips(chips: readonly Chip[]): Table {
  const header = ['id', 'kind', 'year', 'fp16', 'int8', 'memory', 'bandwidth', 'TDP', 'price', 'timed by', 'name'];
  const rows = chips.map((chip) => [
    chip.id,
    chip.kind,
    String(chip.year),
    show((chip.matrixRates.fp16 ?? chip.simtRates.fp16)?.value, 'FLOP/s'),
    show((chip.matrixRates.int8 ?? chip.simtRates.int8)?.value, 'OP/s'),
    show(chip.memory.capacityBytes.value, 'B'),
    show(chip.memory.bandwidthBytesPerSec.value, 'B/s'),
    show(chip.tdpW.value, 'W'),
    chip.priceUsd === null ? '—' : `${Math.round(chip.priceUsd.value)} USD`,
    chipKnowledge(chip),
    chip.name,
  ]);
  return [header, rows];
}

/** Every figure of a chip; long sources are listed once below the table. */
export function describeChip(chip: Chip): string {
  const figures = chipFigures(chip);
  const sources = [...new Set(figures.map(({ figure }) => figure.source))];
  const rows = figures.map(({ name, unit, figure }) => [
    name,
    showIn(figure.value, unit),
    range(figure, unit),
    figure.confidence,
    `[${sources.indexOf(figure.source) + 1}]`,
  ]);
  return [
    `${chip.name} (${chip.id}${chip.hypothetical ? ', hypothetical' : ''})`,
    `${chip.vendor}, ${chip.kind}, ${chip.year}; architecture ${chip.architecture}; memory ${chip.memory.kind} ${chip.memory.technology}`,
    ...(chip.aliases.length > 0 ? [`also: ${chip.aliases.join(', ')}`] : []),
    ...(chip.rationale === '' ? [] : ['', chip.rationale.trim()]),
    ...(chip.notes === '' ? [] : ['', chip.notes.trim()]),
    '',
    formatTable(['figure', 'value', '90 % range', 'confidence', 'source'], rows),
    ...describeBreakdown(chip, checkChip(chip)),
    '',
    ...sources.map((source, index) => `[${index + 1}] ${source}`),
  ].join('\n');
}

/** What a design comes to, block by block, and what stands out. */
export function describeCheck(chip: Chip, check: ChipCheck): string {
  const lines = [`${chip.name} (${chip.id}): the description is sound.`, ...describeBreakdown(chip, check)];
  for (const { text } of check.remarks) lines.push(`- ${text}`);
  return lines.join('\n');
}

/** Area, power and cost by part, and the budget of a fabric; nothing for a chip known by published figures only. */
export function describeBreakdown(chip: Chip, { design, derived }: ChipCheck): string[] {
  const lines: string[] =
    chip.fabric === null ? [] : ['', formatTable(['fabric', 'value', ''], fabricRows(chip.fabric))];
  if (derived.length > 0)
    lines.push('', formatTable(['published', 'value', 'derived', 'off', 'from'], publishedRows(derived)));
  if (design !== null) {
    if (chip.design !== null)
      lines.push('', formatTable(['level', 'size', 'banks x width', 'a cycle', ''], levelRows(chip.design)));
    const area = [...design.area.components.map(({ name, mm2, formula }) => [name, ...bandCells(mm2, 'mm2'), formula])];
    area.push(['die', ...bandCells(design.area.totalMm2, 'mm2'), '']);
    const power = design.power.components.map(({ name, watts }) => [name, ...bandCells(watts, 'W')]);
    power.push(['board', ...bandCells(design.power.fullW, 'W')]);
    for (const { name, watts, clockHz } of design.power.states.slice(1)) {
      power.push([name, showIn(watts, 'W'), `at ${showIn(clockHz, 'Hz')}`]);
    }
    const { cost } = design;
    const usd: readonly (readonly [string, Band])[] = [
      ['good die', cost.goodDieUsd],
      ['dies of a package', cost.diesUsd],
      ['package', cost.packageUsd],
      ['memory', cost.memoryUsd],
      ['board and cooling', cost.boardUsd],
      ['test', cost.testUsd],
      ['unit cost', cost.unitUsd],
      ['design cost a board', cost.nreShareUsd],
      ['price', cost.priceUsd],
    ];
    lines.push('', formatTable(['area', 'best', '90 % range', 'from'], area));
    lines.push('', formatTable(['power at full load', 'best', '90 % range'], power));
    lines.push(
      '',
      formatTable(
        ['cost', 'best', '90 % range'],
        usd.map(([name, band]) => [name, ...bandCells(band, 'USD')]),
      ),
    );
    lines.push('', formatTable(['derived', 'value', 'from'], derivedRows(chip)));
    const nre = nreCost(nearestProcessNode(chip.processNm.value));
    const once: readonly (readonly [string, Band])[] = [
      ['masks', nre.masksUsd],
      ['IP', nre.ipUsd],
      ['design, verification, software', nre.designUsd],
      ['to first silicon', nre.totalUsd],
      ...costAgainstVolume(cost.unitUsd, nre.totalUsd, VOLUMES).map(
        ({ volume, usd: each }) => [`a unit at ${volume} units`, each] as const,
      ),
    ];
    lines.push(
      '',
      formatTable(
        ['non-recurring cost', 'best', '90 % range'],
        once.map(([name, band]) => [name, ...bandCells(band, 'USD')]),
      ),
    );
    lines.push('', `${cost.diesPerWafer.toFixed(1)} dies a wafer, ${showIn(cost.rawDieUsd.value, 'USD')} each`);
    lines.push(`yield ${percent(cost.yield.value)} (${percent(cost.yield.low)} to ${percent(cost.yield.high)})`);
  }
  return lines;
}

function fabricRows(fabric: FpgaFabric): string[][] {
  const fit = fitFabric(fabric);
  const uses = FABRIC_RESOURCES.filter((resource) => fabric.budget[resource] > 0).map((resource) => [
    resource,
    `${fit.used[resource]} of ${fabric.budget[resource]}`,
    percent(fit.utilisation[resource]),
  ]);
  return [
    ...uses,
    ['clock', showIn(fit.clockHz, 'Hz'), `by ${fit.fullest}`],
    ['pipelines', showIn(fit.opsPerSec, 'OP/s'), 'once an initiation interval'],
    ['memory', showIn(fit.memoryBytesPerSec, 'B/s'), `${fabric.memoryChannels} channels`],
  ];
}

/** Published figures beside those that the chip's structure gives. */
function publishedRows(derived: readonly DerivedFigure[]): string[][] {
  return derived.map(({ name, unit, stated, derived: value, formula, kind }) => {
    const off = 100 * (stated / value - 1);
    return [
      name,
      showIn(stated, unit),
      showIn(value, unit),
      `${off > 0 ? '+' : ''}${off.toFixed(1)} %`,
      kind === 'model' ? `${formula} (model)` : formula,
    ];
  });
}

const VOLUMES = [1000, 10_000, 100_000, 1_000_000];

/** Every figure that follows from the description, with its formula. */
function derivedRows(chip: Chip): string[][] {
  return chipFigures(chip)
    .filter(({ figure }) => figure.source.startsWith('derived'))
    .map(({ name, unit, figure }) => [name, showIn(figure.value, unit), figure.source.replace(/^derived: /, '')]);
}

function bandCells(band: Band, unit: string): [string, string] {
  return [showIn(band.value, unit), range(band, unit)];
}

function range({ value, low, high }: Band | Figure, unit: string): string {
  return low === value && high === value ? '' : `${showIn(low, unit)} to ${showIn(high, unit)}`;
}

// Units that take no SI prefix in practice.
const UNPREFIXED = new Set(['', 'nm', 'mm2', 'USD', 'years']);

function showIn(value: number, unit: string): string {
  if (unit === 'B' && value >= 1024) return binary(value);
  if (!UNPREFIXED.has(unit)) return formatQuantity(value, unit, 4);
  const digits = value >= 1e6 ? value.toExponential(3) : String(Number(value.toPrecision(4)));
  return `${digits} ${unit}`.trimEnd();
}

function show(value: number | undefined, unit: string): string {
  return value === undefined ? '—' : showIn(value, unit);
}

/** Memories come in powers of two; others, such as 900 MB, are shown in decimal. */
function binary(bytes: number): string {
  for (const [size, unit] of [
    [2 ** 40, 'TiB'],
    [2 ** 30, 'GiB'],
    [2 ** 20, 'MiB'],
    [2 ** 10, 'KiB'],
  ] as const) {
    const count = bytes / size;
    if (count >= 1) return Number.isInteger(count * 4) ? `${count} ${unit}` : formatQuantity(bytes, 'B', 4);
  }
  return `${bytes} B`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
