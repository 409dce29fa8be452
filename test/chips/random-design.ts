import fc from 'fast-check';
import type { ChipDesign } from '../../src/chips/chip/chip-design.js';

const power2 = (from: number, to: number) => fc.integer({ min: from, max: to }).map((exponent) => 2 ** exponent);

const dram = fc.record({
  kind: fc.constantFrom('hbm', 'gddr', 'lpddr', 'ddr'),
  technology: fc.constant('some'),
  channels: fc.integer({ min: 1, max: 16 }),
  bitsPerChannel: fc.constantFrom(32, 64, 1024),
  bitsPerPinSec: fc.constantFrom(3.2e9, 8.5e9, 28e9),
  bytesPerChannel: power2(30, 35),
}) as fc.Arbitrary<NonNullable<ChipDesign['dram']>>;

const level = (bytes: number) => ({
  bytes,
  banks: 8,
  bytesPerBankCycle: 64,
  managed: 'software' as const,
  doubleBuffered: true,
});

/** Floor plans of every kind: hierarchies, networks, memories, sparsity, packages. */
export const randomDesign: fc.Arbitrary<ChipDesign> = fc
  .record({
    processNm: fc.constantFrom(28, 16, 12, 8, 7, 6, 5, 4, 3),
    clockHz: fc.double({ min: 2e8, max: 3e9, noNaN: true }),
    count: power2(0, 8),
    rows: power2(2, 8),
    columns: power2(2, 8),
    fp16: fc.constantFrom(0, 0.25, 0.5, 1),
    int8: fc.constantFrom(0, 1, 2),
    lanes: power2(4, 14),
    registers: fc.constantFrom(0, 2 ** 16, 2 ** 18),
    local: fc.constantFrom(0, 2 ** 15, 2 ** 18),
    localManaged: fc.constantFrom('software' as const, 'cache' as const),
    buffered: fc.boolean(),
    dataflow: fc.constantFrom('os' as const, 'ws' as const, 'is' as const, 'dot' as const),
    sparse: fc.constantFrom(null, { kept: 2, of: 4 }, { kept: 1, of: 8 }),
    block: fc.constantFrom(null, 32),
    topology: fc.constantFrom('crossbar' as const, 'mesh' as const, 'ring' as const),
    rest: fc.constantFrom('idle' as const, 'clock-gated' as const),
    scratch: power2(16, 29),
    banks: power2(0, 10),
    managed: fc.constantFrom('software' as const, 'cache' as const),
    inMemory: fc.boolean(),
    hashes: fc.constantFrom(0, 100),
    rom: fc.option(fc.record({ bytes: power2(20, 31), bytesPerSec: fc.constantFrom(1e12, 1e13) })),
    dram: fc.option(dram),
    packaging: fc.constantFrom('monolithic', 'mcm', 'fan-out', 'interposer'),
    dies: fc.integer({ min: 1, max: 8 }),
    spare: fc.constantFrom(0, 1),
    cap: fc.option(fc.double({ min: 1, max: 2000, noNaN: true })),
  })
  .map((d) => ({
    processNm: d.processNm,
    clockHz: d.clockHz,
    arrays: {
      count: d.count,
      rows: d.rows,
      columns: d.columns,
      macsPerCellCycle: { fp16: d.fp16, fp8: d.int8, fp4: 0, int8: d.int8, int4: 0 },
      dataflow: d.dataflow,
      doubleBuffered: d.buffered,
      sparsity: d.sparse,
      blockElements: d.block,
    },
    cores: d.count,
    vectorLanes: d.lanes,
    specialFunctionsPerLaneCycle: 0.25,
    registerFile: d.registers === 0 ? null : level(d.registers),
    localMemory: d.local === 0 ? null : { ...level(d.local), managed: d.localManaged, doubleBuffered: d.buffered },
    hashEngines: d.hashes,
    computeInMemory: d.inMemory,
    scratchpad: { ...level(d.scratch), banks: d.banks, managed: d.managed, doubleBuffered: d.buffered },
    network: { topology: d.topology, bytesPerPortCycle: 128, picojoulesPerByteMm: 0.64 },
    restState: d.rest,
    rom: d.rom,
    dram: d.dram,
    chipLink: { kind: 'ethernet', lanes: 8, bytesPerLaneSec: 12.5e9 },
    pcieLanes: 16,
    packaging: d.packaging as ChipDesign['packaging'],
    dies: d.dies,
    spareCores: Math.min(d.spare, d.count - 1),
    voltages: [],
    powerCapW: d.cap,
    coolingWattsPerMm2: 1.5,
  }));
