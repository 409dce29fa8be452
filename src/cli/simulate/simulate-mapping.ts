import { basename } from 'node:path';
import { importTimeloopArchitecture } from '../../chips/import/timeloop-architecture.js';
import { importTimeloopEnergy } from '../../chips/import/timeloop-energy.js';
import { readAll } from '../../foundation/document/read-all.js';
import { importTimeloopMapping } from '../../kernels/white-box/import/timeloop-mapping.js';
import { evaluateNest, type NestRun } from '../../kernels/white-box/loop-nest/evaluate-nest.js';
import { formatPercent, formatSi } from '../../report/tables/format-figure.js';
import { importTimeloopProblem } from '../../workloads/import/timeloop-problem.js';
import { readTextFile } from '../inputs/read-text-file.js';
import { formatTable, print, printJson } from '../outputs/output.js';

/** Files of one run of a given mapping, in Timeloop's formats; without `energy` there are no joules. */
export interface MappingFiles {
  readonly chip: string;
  readonly workload: string;
  readonly mapping: string;
  readonly energy: string | undefined;
}

/** `simulate --mapping`: a loop nest on a hierarchy of memories, mapped as a file says. */
export function simulateMappingFiles(files: MappingFiles, json: boolean): void {
  const { energy } = files;
  const [hierarchy, problem, mapping, energies] = readAll([
    () => importTimeloopArchitecture(files.chip, readTextFile(files.chip)),
    () => importTimeloopProblem(files.workload, readTextFile(files.workload)),
    () => importTimeloopMapping(files.mapping, readTextFile(files.mapping)),
    () => (energy === undefined ? null : importTimeloopEnergy(energy, readTextFile(energy))),
  ] as const);
  const run = evaluateNest(problem, hierarchy, mapping, energies);
  if (json) printJson({ chip: files.chip, workload: files.workload, mapping: files.mapping, ...run });
  else
    print(describe(run, `${basename(files.workload)} on ${hierarchy.name}, mapped as in ${basename(files.mapping)}`));
}

function describe(run: NestRun, title: string): string {
  const accesses = run.levels.flatMap(({ level, instances, spaces }) =>
    spaces.map(({ space, tileWords, reads, fills, updates }) => [
      level,
      space,
      String(tileWords),
      String(instances),
      String(reads * instances),
      String(fills * instances),
      String(updates * instances),
    ]),
  );
  const energies = [...run.levels].map(({ level, cycles, dynamicPicojoules, leakagePicojoules }) => [
    level,
    String(cycles),
    ...(dynamicPicojoules === null || leakagePicojoules === null
      ? ['-', '-']
      : [
          formatSi(dynamicPicojoules * 1e-12, 'J'),
          ((dynamicPicojoules + leakagePicojoules) / run.macs).toPrecision(4),
        ]),
  ]);
  const perMac = run.picojoulesPerMac === null ? 'no energies given' : `${run.picojoulesPerMac.toPrecision(5)} pJ/MAC`;
  const time = run.seconds === null ? '' : ` (${formatSi(run.seconds, 's')})`;
  return [
    title,
    '',
    `${run.cycles} cycles${time}, bound by ${run.boundBy}; ${run.macs} MACs on ${run.usedUnits} of ${run.units} units, ${formatPercent(run.utilisation)} of peak; ${perMac}`,
    '',
    formatTable(['level', 'data', 'tile words', 'instances', 'reads', 'fills', 'updates'], accesses),
    '',
    formatTable(['level', 'cycles', 'energy', 'pJ/MAC'], energies),
  ].join('\n');
}
