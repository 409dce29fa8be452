import { describe, expect, it } from '@jest/globals';
import {
  formatBand,
  formatCount,
  formatPercent,
  formatSi,
  formatUsd,
  threeDigits,
} from '../../src/report/tables/format-figure.js';

describe('figures in text', () => {
  it('carry three digits and a metric prefix', () => {
    expect(formatSi(1_237_000, 'tokens/s')).toBe('1.24 Mtokens/s');
    expect(formatSi(0.00123, 'J')).toBe('1.23 mJ');
    expect(formatSi(0, 'W')).toBe('0 W');
    expect(formatSi(999.9, 'W')).toBe('1.00 kW');
  });

  it('leave counts below one without a prefix', () => {
    expect(formatCount(0.819, 'tokens/J')).toBe('0.819 tokens/J');
    expect(formatCount(1280, 'tokens/J')).toBe('1.28 ktokens/J');
  });

  it('scale money in words', () => {
    expect(formatUsd(1.2e9)).toBe('1.20 B$');
    expect(formatUsd(-45_600)).toBe('-45.6 k$');
    expect(formatUsd(0.123)).toBe('0.123 $');
  });

  it('keep small shares visible', () => {
    expect(formatPercent(0.05)).toBe('5 %');
    expect(formatPercent(0.0123)).toBe('1.2 %');
    expect(formatPercent(1)).toBe('100 %');
  });

  it('show a band in the format of its value', () => {
    expect(formatBand({ value: 1, low: 0.5, high: 2 }, threeDigits)).toBe('1.00 [0.500, 2.00]');
  });
});
