import { expect, it } from '@jest/globals';
import { importLlmCompass, parseChip } from '../../src/chips/index.js';
import { describeWithShared } from './describe-with-shared.js';

const FOLDER = 'samples/llmcompass';

describeWithShared('LLMCompass hardware files', [FOLDER], (shared) => {
  const read = (name: string) =>
    parseChip(name, importLlmCompass(name, shared.text(`${FOLDER}/${name}.json`), new Map()));

  it.each(['GA100', 'latency_design', 'mi210', 'template'])('%s becomes a chip', (name) => {
    expect(read(name).matrixRates.fp16!.value).toBeGreaterThan(1e14);
  });

  // NVIDIA A100 datasheet: 312 TFLOP/s fp16, 19.5 TFLOP/s fp32, 300 GB/s of links a direction.
  it('gives the template the published rates of an A100', () => {
    const chip = read('template');
    expect(chip.matrixRates.fp16!.value / 312e12).toBeCloseTo(1, 2);
    expect(chip.simtRates.fp32!.value / 19.5e12).toBeCloseTo(1, 2);
    expect(chip.link!.bandwidthBytesPerSec.value).toBe(300e9);
    expect(chip.memory.bandwidthBytesPerSec.value).toBe(2048e9);
  });

  it('derives the board power of an A100, 400 W, within its range from the floor plan', () => {
    const { tdpW } = read('template');
    expect(tdpW.low).toBeLessThan(400);
    expect(tdpW.high).toBeGreaterThan(400);
    expect(Math.abs(tdpW.value / 400 - 1)).toBeLessThan(0.1);
    expect(tdpW.confidence).toBe('low');
  });

  it('takes what is stated at the import instead', () => {
    const text = shared.text(`${FOLDER}/template.json`);
    const chip = parseChip(
      'x',
      importLlmCompass(
        'x',
        text,
        new Map([
          ['tdp', '400 W'],
          ['year', '2020'],
        ]),
      ),
    );
    expect([chip.tdpW.value, chip.tdpW.source, chip.year]).toEqual([400, 'stated at the import', 2020]);
  });

  it('names every field that is missing', () => {
    expect(() => importLlmCompass('x.json', '{"name":"x","device":{}}', new Map())).toThrow(
      /frequency_Hz[\s\S]*memory_protocol|memory_protocol[\s\S]*frequency_Hz/,
    );
  });
});
