import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { studyPage } from '../../../src/report/pages/study-page.js';
import { outcomeOf } from '../../../src/study/index.js';
import type { DesignedEconomy } from '../../../src/study/run/designed/designed-outcome.js';
import { exampleEconomy, runInline } from '../../study/example-economy.js';

const outcome = (await runInline(
  exampleEconomy('emission-and-share', { draws: 20, comparisons: ['A'] }),
)) as DesignedEconomy;
const { page } = await studyPage(outcome, outcomeOf(outcome));
const script = /<script>([\s\S]*)<\/script>/.exec(page)![1]!;

/** The elements that the script asks for, enough of a browser to run it. */
function fakePage(values: Record<string, { value?: string; checked?: boolean }>) {
  const elements = new Map<string, Record<string, unknown>>();
  const paint = new Proxy({}, { get: () => () => ({ width: 10 }), set: () => true });
  const element = (id: string) => {
    const items: { textContent: string }[] = [];
    return {
      value: values[id]?.value ?? '0',
      checked: values[id]?.checked ?? false,
      textContent: '',
      width: 1280,
      height: 800,
      items,
      getContext: () => paint,
      addEventListener: () => {},
      appendChild: (item: { textContent: string }) => items.push(item),
    };
  };
  const document = {
    getElementById: (id: string) => {
      if (!elements.has(id)) elements.set(id, element(id));
      return elements.get(id);
    },
    createElement: () => ({ textContent: '' }),
  };
  new Function('document', script)(document);
  return {
    rules: (elements.get('x-rules')!.items as { textContent: string }[]).map((item) => item.textContent),
    text: (id: string) => elements.get(id)!.textContent,
  };
}

describe('the map with sliders', () => {
  it('is the only script that the page lets run, and asks nothing of the network', () => {
    const hash = createHash('sha256').update(script, 'utf8').digest('base64');
    expect(page).toContain(`script-src 'sha256-${hash}'`);
    expect(page.match(/<script>/g)).toHaveLength(1);
    expect(script).not.toMatch(/fetch|XMLHttpRequest|import\(|https?:/);
  });

  it('says for the scenario what its comparison A says', () => {
    const { rules } = fakePage({ 'x-nre': { value: 'value' } });
    const expected = outcome.comparisons[0]!.rules.filter((rule) => rule.outcome !== null);
    expect(rules).toHaveLength(expected.length);
    expected.forEach(({ label, outcome: found }, i) => {
      expect(rules[i]).toContain(label);
      expect(rules[i]).toContain(`${found!.generationLabel}, makers: ${found!.makers}`);
    });
  });

  it('brings forth one chip under every rule at 100 B$ outside and an overlap of 0.3', () => {
    const choices = { 'x-nre': { value: 'value' }, 'x-outside': { value: '9' }, 'x-overlap': { value: '30' } };
    const { rules, text } = fakePage(choices);
    expect(text('x-outside-text')).toBe('100 B$ a year');
    for (const rule of rules) expect(rule).toContain('3 nm mining chip');
  });

  it('pays 208 M$ for work at 5 % where the price answers to holders who sell a fifth', () => {
    const { rules } = fakePage({
      'x-nre': { value: 'value' },
      'x-feedback': { checked: true },
      'x-sold': { value: '20' },
    });
    expect(rules.find((rule) => rule.includes('5 % to work'))).toContain('208 M$ for work');
  });
});
