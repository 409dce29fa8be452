import { describe, expect, it } from '@jest/globals';
import { parquetReadObjects } from 'hyparquet/src/index.js';
import { longParquet } from '../../../src/report/files/long-parquet.js';
import { outcomeLongRows } from '../../../src/report/tables/outcome-long-rows.js';
import { outcomeOf } from '../../../src/study/index.js';
import { runText, SMALL_STUDY } from '../../study/study-fixture.js';

const outcome = runText(SMALL_STUDY);
const rows = outcomeLongRows(outcomeOf(outcome));

describe('the figures of a study in long form', () => {
  it('come back from Parquet as they are in the outcome: machines with their intervals, rules with their bands', async () => {
    const file = (await longParquet(rows))!;
    const back = await parquetReadObjects({ file: file.buffer.slice(0, file.byteLength) as ArrayBuffer });
    expect(back).toHaveLength(rows.length);
    const machine = outcome.machines[0]!;
    const result = machine.workloads.find((one) => !('reason' in one.workPerSec))!;
    const { value, low, high } = result.workPerSec as { value: number; low: number; high: number };
    expect(back).toContainEqual({
      run_id: `${outcome.name}/machines/${machine.id}`,
      chip: machine.chip,
      workload: result.workload,
      metric: 'workPerSec',
      unit: `${result.workUnit}/s`,
      value,
      low,
      high,
    });
    const paid = outcome.paid[0]!;
    const [rule] = paid.rules;
    const share = rule!.metrics.workShare as { value: number };
    expect(
      back.find((row) => row.run_id === `${outcome.name}/rules/${rule!.ruleId}` && row.metric === 'workShare'),
    ).toMatchObject({ workload: paid.workload, unit: '1', value: share.value, chip: null });
  });

  it('leave out what does not apply and name every figure once', () => {
    const names = rows.map((row) => [row.runId, row.workload, row.metric].join(' '));
    expect(new Set(names).size).toBe(names.length);
    const silent = outcome.paid[0]!.rules.find((rule) => rule.metrics.workPerSec.value === null)!;
    expect(rows.some((row) => row.runId.endsWith(`/${silent.ruleId}`) && row.metric === 'workPerSec')).toBe(false);
    for (const row of rows) expect(Number.isFinite(row.value)).toBe(true);
  });
});
