import { describe, expect, it } from '@jest/globals';
import type { ChipKind } from '../../../src/chips/chip/chip.js';
import {
  builtinCatalog,
  nearestProcessNode,
  processNode,
  processNodes,
  resolveChip,
} from '../../../src/chips/index.js';
import { actionEnergies, energyPerAction } from '../../../src/chips/power/energy-per-action.js';

const chip = (id: string) => resolveChip(builtinCatalog(), id);

describe('energy per action', () => {
  // aiconfigurator 095f58a, vLLM 0.22.0 power rows of a B200: whole-board joules over FLOPs and bytes, so upper bounds.
  it('puts a bf16 FLOP of a B200 below its measured 0.69 pJ and within the band of what idle leaves', () => {
    const { matrixJoulesPerOp, mainMemoryJoulesPerByte } = energyPerAction(chip('b200-sxm'));
    expect(matrixJoulesPerOp.fp16.value).toBeLessThan(0.69e-12);
    expect(matrixJoulesPerOp.fp16.value).toBeGreaterThan(0.45e-12);
    expect(matrixJoulesPerOp.fp4.value).toBeLessThan(0.245e-12);
    expect(mainMemoryJoulesPerByte.value).toBeLessThan(134e-12);
    expect(mainMemoryJoulesPerByte.value).toBeGreaterThan(67e-12);
  });

  it('lets no calibrated GPU draw more than twice its TDP at full rate, nor less than a fifth', () => {
    for (const id of ['a100-sxm-80gb', 'h100-sxm', 'h200-sxm', 'l40s', 'b200-sxm']) {
      const device = chip(id);
      const energy = energyPerAction(device);
      const watts = energy.matrixJoulesPerOp.fp16.value * device.matrixRates.fp16!.value + device.idleW.value;
      expect(watts / device.tdpW.value).toBeLessThan(2);
      expect(watts / device.tdpW.value).toBeGreaterThan(0.2);
    }
  });

  it('keeps the published energies of 7 and 45 nm and falls with the node', () => {
    expect(processNode(7)!.picojoules.fp16Multiply.value).toBe(0.34);
    expect(processNode(45)!.picojoules.fp32Multiply.value).toBe(3.7);
    const nodes = [...processNodes().values()].sort((a, b) => a.processNm - b.processNm);
    for (let i = 1; i < nodes.length; i++) {
      const [finer, coarser] = [nodes[i - 1]!.picojoules, nodes[i]!.picojoules];
      for (const key of Object.keys(finer) as (keyof typeof finer)[]) {
        expect(finer[key].value).toBeLessThan(coarser[key].value);
      }
    }
  });

  it('charges wider formats and farther memories more, on every kind of chip', () => {
    for (const kind of ['gpu', 'asic', 'fpga', 'cpu'] as ChipKind[]) {
      const { matrixJoulesPerOp: op, ...rest } = actionEnergies(nearestProcessNode(5), kind, 'hbm');
      expect(op.int4.value).toBeLessThan(op.int8.value);
      expect(op.int8.value).toBeLessThan(op.fp16.value);
      expect(op.fp4.value).toBeLessThan(op.fp8.value);
      expect(op.fp8.value).toBeLessThan(op.fp16.value);
      expect(op.fp16.value).toBeLessThan(op.fp32.value);
      const ddr = actionEnergies(nearestProcessNode(5), kind, 'ddr').mainMemoryJoulesPerByte.value;
      const sram = actionEnergies(nearestProcessNode(5), kind, 'sram').mainMemoryJoulesPerByte.value;
      expect(rest.sramJoulesPerByte.value).toBeLessThan(sram);
      expect(sram).toBeLessThan(rest.mainMemoryJoulesPerByte.value);
      expect(rest.mainMemoryJoulesPerByte.value).toBeLessThan(ddr);
    }
  });
});
