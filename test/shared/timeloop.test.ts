import { expect, it } from '@jest/globals';
import { importTimeloopArchitecture } from '../../src/chips/import/timeloop-architecture.js';
import { importTimeloopEnergy } from '../../src/chips/import/timeloop-energy.js';
import { importTimeloopMapping } from '../../src/kernels/white-box/import/timeloop-mapping.js';
import { evaluateNest } from '../../src/kernels/white-box/loop-nest/evaluate-nest.js';
import { importTimeloopProblem } from '../../src/workloads/index.js';
import { describeWithShared } from './describe-with-shared.js';

const FOLDER = 'samples/timeloop';

/** Per-instance counts that Timeloop prints for each level and data space, by `level/space/count`. */
function referenceCounts(stats: string): Map<string, number> {
  const counts = new Map<string, number>();
  let level = '';
  let space = '';
  for (const line of stats.split('\n')) {
    level = /^=== (\S+) ===$/.exec(line)?.[1] ?? level;
    space = /^ {4}(Weights|Inputs|Outputs):$/.exec(line)?.[1] ?? space;
    const count = /^ {8}(Utilized capacity|Scalar (?:reads|fills|updates)) .*: (\d+)$/.exec(line);
    if (count !== null && count[1] !== undefined) counts.set(`${level}/${space}/${count[1].trim()}`, Number(count[2]));
  }
  return counts;
}

describeWithShared(`the run of ${FOLDER}`, [FOLDER], (shared) => {
  const read = (name: string) => shared.text(`${FOLDER}/${name}`);
  const evaluate = (architecture: string) =>
    evaluateNest(
      importTimeloopProblem('problem', read('default_problem.yaml')),
      importTimeloopArchitecture(architecture, read(architecture)),
      importTimeloopMapping('mapping', read('eyeriss_like.map.txt')),
      importTimeloopEnergy('energies', read('eyeriss_like.ERT_summary.yaml')),
    );

  it.each(['eyeriss_like.arch.yaml', 'eyeriss_like.flattened.yaml'])('%s has the cycles of the reference', (name) => {
    expect(evaluate(name)).toMatchObject({ cycles: 86016, macs: 10838016, usedUnits: 126, utilisation: 0.75 });
  });

  it('has every access count of the reference, to the word', () => {
    const reference = referenceCounts(read('eyeriss_like.stats.txt'));
    const counted = new Map(
      evaluate('eyeriss_like.arch.yaml').levels.flatMap(({ level, spaces }) =>
        spaces.flatMap(({ space, tileWords, reads, fills, updates }) => [
          [`${level}/${space}/Utilized capacity`, tileWords] as const,
          [`${level}/${space}/Scalar reads`, reads] as const,
          [`${level}/${space}/Scalar fills`, fills] as const,
          [`${level}/${space}/Scalar updates`, updates] as const,
        ]),
      ),
    );
    expect(reference.size).toBe(32);
    expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(reference));
  });

  it('has the energy of the reference at every level; the leakage of the arithmetic, not counted there, is 2.4 fJ', () => {
    const run = evaluate('eyeriss_like.arch.yaml');
    const perMac = Object.fromEntries(
      run.levels.map(({ level, dynamicPicojoules, leakagePicojoules }) => [
        level,
        (1000 * ((dynamicPicojoules ?? 0) + (level === 'mac' ? 0 : (leakagePicojoules ?? 0)))) / run.macs,
      ]),
    );
    const printed = [...read('eyeriss_like.stats.txt').matchAll(/^ {4}(\w+) += ([\d.]+)$/gm)];
    const reference = new Map(printed.map(([, level = '', value]) => [level, Number(value)]));
    expect(reference.size).toBe(7);
    for (const [level, value] of Object.entries(perMac))
      expect([level, Math.abs(value - (reference.get(level) ?? 0)) < 0.006]).toEqual([level, true]);
    expect(Math.abs((run.picojoulesPerMac ?? 0) - 5.46965)).toBeLessThan(0.0025);
  });
});
