import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse, parseDocument } from 'yaml';
import {
  type Chip,
  type ChipChanges,
  checkChip,
  chipFigures,
  editChip,
  energyPerAction,
  parseChipFile,
  peakOpsPerSec,
  systemOf,
} from '../../src/chips/index.js';
import { isUserError } from '../../src/foundation/index.js';
import { createDefaultCostModel, createMappingCostModel, deviceFigures } from '../../src/kernels/index.js';
import { mappingMachine } from '../../src/kernels/white-box/machine/chip-mapping-machine.js';
import { PLAIN_WAY } from '../../src/sim/machine/pass/inference-pass.js';
import { machineOf } from '../../src/sim/machine/place/machine-of.js';
import { type InferenceQuestion, simulateInference } from '../../src/sim/machine/simulate-inference.js';
import { tokenCost } from '../../src/sim/machine/token-cost.js';
import { createTileCostModel } from '../../src/sim/tile/tile-cost-model.js';
import { powRate } from '../../src/study/rates/pow-rate.js';
import { builtinModels, resolveModel } from '../../src/workloads/index.js';
import type { Operator } from '../../src/workloads/operators/operator.js';

type Path = readonly (string | number)[];

interface File {
  readonly id: string;
  readonly text: string;
}

const filesOf = (folder: string): File[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ id: name.replace('.yaml', ''), text: readFileSync(`${folder}/${name}`, 'utf8') }));

const FILES: readonly File[] = [
  ...filesOf('src/chips/catalog'),
  ...filesOf('examples/chips'),
  { id: 'variant', text: 'extends: h100-sxm\ncores: 120\nmemory: { bandwidth: +30 % }\ncache: { capacity: 60 MB }\n' },
  { id: 'of-a-plan', text: 'extends: hypo-7nm-lpddr\nclock: 1.1 GHz\ntdp: 30 W\n' },
];
const read = ({ id, text }: File) => parseChipFile(`${id}.yaml`, text, id);
const CHIPS = FILES.map((file) => ({ file, chip: read(file) }));

/** Every path below a value whose end satisfies a test. */
function pathsOf(value: unknown, wanted: (leaf: unknown) => boolean, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return wanted(value) ? [path] : [];
  const list = Array.isArray(value);
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, wanted, [...path, list ? Number(key) : key]));
}

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value);

/** A copy with one entry changed, as spreading along the path makes it. */
function copyWith(value: unknown, [key, ...rest]: Path, leaf: unknown): unknown {
  if (key === undefined) return leaf;
  const inner = copyWith(at(value, [key]), rest, leaf);
  if (Array.isArray(value)) return value.map((one, index) => (index === key ? inner : one));
  return { ...(value as object), [key]: inner };
}

/** The same edit as `editChip` takes it: only what differs; lists whole. */
function changesAt(value: unknown, [key, ...rest]: Path, leaf: unknown): unknown {
  if (key === undefined) return leaf;
  if (Array.isArray(value)) return copyWith(value, [key, ...rest], leaf);
  return { [key]: changesAt(at(value, [key]), rest, leaf) };
}

const QUANTITY = /^(\d[\d.e+]*)(?=$| [A-Za-z%])/;
const isNumeric = (leaf: unknown) => typeof leaf === 'number' || (typeof leaf === 'string' && QUANTITY.test(leaf));
const times = (leaf: unknown, factor: number): string | number =>
  typeof leaf === 'number'
    ? leaf * factor
    : String(leaf).replace(QUANTITY, (digits) => String(Number((Number(digits) * factor).toPrecision(12))));

const gpt2 = resolveModel('gpt-2-small', builtinModels());
const costs = createDefaultCostModel();
const whiteBox = createMappingCostModel();
const gemm: Operator = { kind: 'gemm', m: 64, n: 1024, k: 1024, dtype: 'fp16' };
const estimate = (chip: Chip, model = costs) =>
  model.estimate(gemm, { chip, count: 1, topology: 'single' }, { weightCopies: 6 });
const questionOf = (chip: Chip): InferenceQuestion => ({
  machine: machineOf(chip, {
    dtype: chip.matrixRates.fp16 === null && chip.simtRates.fp16 === null ? 'int8' : 'fp16',
    kvDtype: null,
    batch: 1,
    tp: 1,
    pp: 1,
  }),
  architecture: gpt2,
  phase: 'decode',
  contextTokens: 128,
  inputTokens: 1,
  outputTokens: 1,
  hosts: { gapSec: 0, powerW: 0 },
  way: PLAIN_WAY,
  onlyLayers: 1,
});
const TERMS = { usdPerKwh: 0.1, pue: 1.2, load: 1, lifetimeYears: null, volume: 1e5 };

/** Everything that an edit may move: figures, area, power, cost, one operator, one small model. */
const figuresOf = (chip: Chip) => ({
  chip,
  figures: chipFigures(chip),
  check: checkChip(chip),
  energy: energyPerAction(chip),
  operator: [estimate(chip), estimate(chip, whiteBox)],
  model: simulateInference(questionOf(chip), costs),
});

type Outcome = { readonly chip: Chip } | { readonly refused: readonly unknown[] };
function tryTo(make: () => Chip): Outcome {
  try {
    return { chip: make() };
  } catch (error) {
    if (!isUserError(error)) throw error;
    const said = error.problems.map(({ code, path, found, fix }) => JSON.stringify({ code, path, found, fix }));
    return { refused: said.sort() };
  }
}

describe('a chip that is edited in code', () => {
  it('is refused where a field is assigned, whichever field of whichever chip', () => {
    const assigned: string[] = [];
    let fields = 0;
    for (const { chip } of CHIPS) {
      for (const path of pathsOf(chip, () => true)) {
        const holder = at(chip, path.slice(0, -1)) as Record<string | number, unknown>;
        fields++;
        // Strict mode throws where a frozen object is assigned to.
        try {
          holder[path.at(-1)!] = 1;
          assigned.push(`${chip.id}: ${path.join('.')}`);
        } catch {}
      }
    }
    expect(assigned).toEqual([]);
    expect(fields).toBeGreaterThan(CHIPS.length * 100);
    const { chip } = CHIPS[0]!;
    expect(() => {
      (chip.tdpW as { value: number }).value = 1;
    }).toThrow("Cannot assign to read only property 'value' of object");
  });

  it('is refused as a copy with another number in it, by everything that gives figures', () => {
    const answer = simulateInference(questionOf(CHIPS[0]!.chip), costs);
    if ('refused' in answer) throw new Error(answer.refused);
    const uses: readonly ((copy: Chip) => unknown)[] = [
      (copy) => peakOpsPerSec(copy, 'fp16'),
      chipFigures,
      checkChip,
      energyPerAction,
      deviceFigures,
      (copy) => mappingMachine(copy, 'fp16'),
      (copy) => systemOf(copy, 2),
      (copy) => editChip(copy, {}),
      (copy) => estimate(copy),
      (copy) => estimate(copy, whiteBox),
      (copy) => estimate(copy, createTileCostModel()),
      (copy) => simulateInference(questionOf(copy), costs),
      (copy) => tokenCost(answer.withHostGap, copy, answer.placement.count, TERMS),
      (copy) => powRate('ethash', copy, costs),
    ];
    const numeric = CHIPS.map(({ chip }) => ({ chip, paths: pathsOf(chip, (leaf) => typeof leaf === 'number') }));
    const edit = fc.constantFrom(...numeric).chain(({ chip, paths }) =>
      fc.record({
        chip: fc.constant(chip),
        path: fc.constantFrom(...paths),
        factor: fc.double({ min: 0.1, max: 10, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(edit, fc.constantFrom(...uses), ({ chip, path, factor }, use) => {
        const copy = copyWith(chip, path, (at(chip, path) as number) * factor) as Chip;
        expect(() => use(copy)).toThrow(/copy of a chip.*editChip/);
      }),
      { numRuns: 600 },
    );
  });

  it('is refused as a copy by the compiler too', () => {
    const { chip } = CHIPS[0]!;
    // @ts-expect-error a spread copy is no Chip
    const copy: Chip = { ...chip, design: null };
    expect(() => systemOf(copy, 1)).toThrow(/copy of a chip/);
    // Data that went through JSON or another thread is a copy too.
    expect(() => systemOf(structuredClone(chip), 1)).toThrow(/copy of a chip/);
  });

  const editable = CHIPS.map(({ file, chip }) => {
    const written: unknown = parse(file.text);
    return { file, chip, written, paths: pathsOf(written, isNumeric).filter(([key]) => key !== 'sources') };
  });
  const factors = fc.constantFrom(0.25, 0.5, 0.8, 1, 1.25, 2, 3, 100);
  const edits = fc
    .constantFrom(...editable)
    .chain((one) => fc.record({ one: fc.constant(one), path: fc.constantFrom(...one.paths), factor: factors }));
  const both = ({ one, path, factor }: { one: (typeof editable)[number]; path: Path; factor: number }) => {
    const leaf = times(at(one.written, path), factor);
    const document = parseDocument(one.file.text);
    document.setIn(path, leaf);
    const inFile = tryTo(() => read({ id: one.file.id, text: document.toString() }));
    const inCode = tryTo(() => editChip(one.chip, changesAt(one.written, path, leaf) as ChipChanges));
    return { inFile, inCode };
  };

  it('has every figure of the same edit in its file, or is refused with the same words: each field of each chip', () => {
    fc.assert(
      fc.property(edits, (edit) => {
        const { inFile, inCode } = both(edit);
        expect(inCode).toEqual(inFile);
      }),
      { numRuns: 400 },
    );
  });

  it('costs operators and runs models as the same edit in its file does', () => {
    let compared = 0;
    fc.assert(
      fc.property(edits, (edit) => {
        const { inFile, inCode } = both(edit);
        if ('refused' in inFile || 'refused' in inCode) return;
        compared++;
        expect(figuresOf(inCode.chip)).toEqual(figuresOf(inFile.chip));
      }),
      { numRuns: 80 },
    );
    expect(compared).toBeGreaterThan(20);
  });

  it('takes smaller arrays with all that follows from them', () => {
    const whole = read(FILES.find(({ id }) => id === 'hypo-7nm-lpddr')!);
    const { rows, columns } = whole.design!.arrays;
    const half = editChip(whole, { design: { arrays: { rows: rows / 2, columns: columns / 2 } } });
    expect(half.matrixRates.int8!.value).toBeCloseTo(whole.matrixRates.int8!.value / 4, -3);
    expect(half.systolic!.rows.value).toBe(rows / 2);
    expect(half.dieAreaMm2!.value).toBeLessThan(whole.dieAreaMm2!.value);
    expect(half.tdpW.value).toBeLessThan(whole.tdpW.value);
    expect(half.priceUsd!.value).toBeLessThan(whole.priceUsd!.value);
    const seconds = (chip: Chip) => {
      const cost = whiteBox.estimate(
        { kind: 'gemm', m: 4096, n: 4096, k: 4096, dtype: 'int8' },
        { chip, count: 1, topology: 'single' },
        { weightCopies: 6 },
      );
      return 'refused' in cost ? Number.NaN : cost.seconds.value;
    };
    expect(seconds(half)).toBeGreaterThan(2 * seconds(whole));
  });

  it('leaves the chip it was made of as it is, keeps its id or takes another, and loses what is taken out', () => {
    const { chip } = CHIPS.find(({ file }) => file.id === 'h100-sxm')!;
    const cheap = editChip(chip, { tdp: '350 W', link: null }, 'cheap-h100');
    expect([cheap.id, cheap.tdpW.value, cheap.link, chip.tdpW.value]).toEqual(['cheap-h100', 350, null, 700]);
    expect(editChip(chip, {})).toEqual(chip);
    expect(() => editChip(chip, { memory: null })).toThrow(/`memory` is missing/);
  });
});
