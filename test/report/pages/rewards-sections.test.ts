import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { escapeHtml, htmlTable } from '../../../src/report/pages/html-page.js';
import { rewardsSummary } from '../../../src/report/pages/rewards-summary.js';
import { studyPage } from '../../../src/report/pages/study-page.js';
import { headlineTable } from '../../../src/report/tables/headline-table.js';
import { outcomeCsvFiles } from '../../../src/report/tables/outcome-csv.js';
import { outcomeOf } from '../../../src/study/index.js';
import { runText, SMALL_STUDY } from '../../study/study-fixture.js';

const result = runText(SMALL_STUDY.replace('A small study', 'A <b>small</b> study'));
const outcome = outcomeOf(result);

describe('the report of a study', () => {
  it('escapes what the user wrote', async () => {
    const { page } = await studyPage(result, outcome);
    expect(page).toContain('A &lt;b&gt;small&lt;/b&gt; study');
    expect(page).not.toContain('<b>small');
    expect(escapeHtml(`<a href="x">'&'`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;');
  });

  it('names the comparison rule at every table and says what the bands contain', async () => {
    const { page } = await studyPage(result, outcome);
    const captions = [...page.matchAll(/<caption>([^<]*)/g)].map(([, caption]) => caption);
    expect(captions.filter((caption) => caption!.includes('Comparison rule A')).length).toBe(result.paid.length);
    expect(page).toContain('Bands are the 5th to the 95th percentile of 20 runs');
  });

  it('shows a metric that does not apply as a dash, and its reason once', () => {
    const { rows, reasons } = headlineTable(outcome.tables, outcome.headlines[0]!, true);
    const work = rows.find(([title]) => title === 'fleet work rate')!;
    expect(work.at(-1)).toBe('—');
    expect(new Set(reasons).size).toBe(reasons.length);
    expect(reasons.some((reason) => reason.startsWith('pos-only, workPerSec:'))).toBe(true);
  });

  it('breaks the interval of a cell onto a line of its own', () => {
    expect(htmlTable('', ['', 'x'], [['a', '1 [0, 2]']]).html).toContain('1<br><small>[0, 2]</small>');
  });

  it('reads every figure of the summary from the outcome', () => {
    const [first] = rewardsSummary(result);
    expect(first).toMatch(/^Under pow-100 100 % of the emission .* under split-5-95 5 % buys .* 20\.0 times less\.$/);
  });

  it('writes tables that a CSV reader takes, with reasons where there is no figure', () => {
    const files = outcomeCsvFiles(outcome);
    expect([...files.keys()]).toEqual(['machines.csv', 'phases.csv', 'rules.csv', 'trajectories.csv']);
    const rules: Record<string, string>[] = parse(files.get('rules.csv')!, { columns: true });
    expect(rules.length).toBe(result.paid.length * 3 * 10);
    for (const row of rules) expect(row.median === '').toBe(row.reason !== '');
  });
});
