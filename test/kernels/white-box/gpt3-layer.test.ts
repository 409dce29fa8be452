import { describe, expect, it } from '@jest/globals';
import { gpt3LayerSeconds, MEASURED_SECONDS } from '../../../bench/fidelity/gpt3-layer.js';
import { bundledCalibrations, createCalibratedCostModel, createMappingCostModel } from '../../../src/kernels/index.js';

// LLMCompass errs by -2.1 % and -12.4 % on the same layer.
describe('a GPT-3 layer on four A100', () => {
  it.each([
    ['calibrated', createCalibratedCostModel(bundledCalibrations()), 0.05, 0.1],
    ['white-box', createMappingCostModel(), 0.1, 0.2],
  ])('is near its measured times by the %s model', (_, model, prefill, decode) => {
    expect(Math.abs(gpt3LayerSeconds(model, 'prefill') / MEASURED_SECONDS.prefill - 1)).toBeLessThan(prefill);
    expect(Math.abs(gpt3LayerSeconds(model, 'decode') / MEASURED_SECONDS.decode - 1)).toBeLessThan(decode);
  });
});
