import type { Band } from '../../foundation/quantity/estimate.js';
import { isAbsent, type Reasoned } from '../../foundation/quantity/reasoned.js';
import type { Outcome } from '../../study/index.js';
import { latencyBands } from '../../study/outcome/latency-bands.js';
import type { MachineResult, PaidWorkloadOutcome, RewardsOutcome } from '../../study/run/rewards/rewards-outcome.js';
import type { ChartSpec } from '../charts/chart.js';
import { floorPlanSvg } from '../charts/machine/floor-plan.js';
import { DASH, formatPercent, formatSi, formatUsd, threeDigits } from '../tables/format-figure.js';
import { type HeadlineTable, headlineTable } from '../tables/headline-table.js';
import { chainSections } from './chain-sections.js';
import { bulletList, details, figure, type Html, heading, htmlTable, paragraph, picture } from './html-page.js';
import { renderSvg } from './render-chart.js';
import { studyEnergy, studyOperatorTimes, studyRewardFlow, studyRoofline, studyTrajectory } from './rewards-charts.js';

/** A study from chips to rewards: each paid workload under every rule, then the machines. */
export async function rewardsSections(result: RewardsOutcome, outcome: Outcome): Promise<Html[]> {
  const content: Html[] = [];
  for (const [index, paid] of result.paid.entries())
    content.push(...(await paidSection(paid, headlineTable(outcome.tables, outcome.headlines[index]!, true))));
  content.push(...chainSections(result.chains));
  content.push(
    heading('Machines'),
    machineTable(result),
    ...result.machines.map(workloadNotes).filter((part) => part.html !== ''),
    await drawn(studyRoofline(result), 'Roofline of the machines'),
    await drawn(studyOperatorTimes(result), 'Time per group of operators'),
    await drawn(studyEnergy(result), 'Energy per token'),
    ...floorPlans(result),
    details('Memory of each chip', [memoryTable(result)]),
    details('How to get the same figures', [
      paragraph(
        `Seed ${result.seed}; fingerprint of the outcome ${result.fingerprint}. manifest.json beside this page holds the whole resolved input and every file that was read: siliconomics study --from manifest.json gives the same bytes.`,
      ),
    ]),
  );
  return content;
}

async function paidSection(paid: PaidWorkloadOutcome, table: HeadlineTable): Promise<Html[]> {
  const unit = paid.rules[0]?.classes[0]?.workUnit ?? 'unit';
  return [
    heading(`When the network pays for: ${paid.label}`),
    htmlTable(`${paid.comparison}. Last year of the horizon; median [5th, 95th percentile].`, table.header, table.rows),
    details('Why some cells are dashes', [bulletList(table.reasons)]),
    paragraph(paid.bandContents),
    await drawn(studyRewardFlow(paid), 'Uses of the emission by rule'),
    await drawn(studyTrajectory(paid, 'workPerSec', 'Work rate of the fleet', `${unit}/s`), 'Work rate over time'),
    await drawn(studyTrajectory(paid, 'powerMw', 'Power of the fleet', 'MW'), 'Power over time'),
    winnersTable(paid),
  ];
}

/** Which machines do the paid work in the last year. */
function winnersTable(paid: PaidWorkloadOutcome): Html {
  const rows = paid.rules.flatMap((rule) =>
    rule.classes
      .filter(({ machineShares }) => machineShares.length > 0)
      .map(({ label, machineShares }) => [
        rule.ruleId,
        label,
        machineShares
          .filter(({ share }) => share >= 0.005)
          .map((machine) => `${machine.label} ${formatPercent(machine.share)}`)
          .join(', '),
      ]),
  );
  return htmlTable(
    'Machines that do the work in the last year, mean share of the work rate',
    ['rule', 'class', 'machines'],
    rows,
  );
}

function machineTable(outcome: RewardsOutcome): Html {
  const rows = outcome.machines.flatMap((machine) =>
    machine.workloads.map((result, index) => [
      index === 0 ? `${machine.label} (${machine.dtype}, batch ${machine.batch}, ${machine.count} chips)` : '',
      result.workload,
      reasoned(result.workPerSec, (value) => formatSi(value, `${result.workUnit}/s`)),
      reasoned(result.tokensPerSec, (value) => formatSi(value, '')),
      ...latencyBands(result.latency).map(([, unit, band]) => reasoned(band, (value) => formatSi(value, unit))),
      reasoned(result.joulesPerToken, threeDigits),
      reasoned(result.joulesPerWorkUnit, (value) => formatSi(value, `J/${result.workUnit}`)),
      reasoned(result.powerW, (value) => formatSi(value, 'W')),
      reasoned(result.producerUsdPerMillionTokens, formatUsd),
      reasoned(machine.priceUsd, formatUsd),
    ]),
  );
  const header = [
    'machine',
    'workload',
    'work rate',
    'tokens/s',
    'TTFT',
    'TPOT',
    'E2E',
    'J per token',
    'J per work unit',
    'power',
    'producer cost per M tokens',
    'price of all chips',
  ];
  return htmlTable(
    'Machines on each workload: value [90 % interval of the kernel, energy and cost models]',
    header,
    rows,
  );
}

/** The dies of the machines that are described by a floor plan, each chip once. */
function floorPlans(outcome: RewardsOutcome): Html[] {
  const designed = outcome.machines.filter(
    ({ chip, floorPlan }, index, all) =>
      floorPlan.length > 0 && all.findIndex((other) => other.chip === chip) === index,
  );
  if (designed.length === 0) return [];
  return [
    heading('Dies of the designed chips'),
    ...designed.map(({ chipName, floorPlan }) =>
      picture(floorPlanSvg(chipName, floorPlan), `Floor plan of ${chipName}`),
    ),
  ];
}

function reasoned(value: Reasoned<Band>, format: (value: number) => string): string {
  if (isAbsent(value)) return DASH;
  return `${format(value.value)} [${format(value.low)}, ${format(value.high)}]`;
}

function workloadNotes(machine: MachineResult): Html {
  const notes = machine.workloads.flatMap((result) =>
    result.notes.map((note) => `${machine.label}, ${result.workload}: ${note}`),
  );
  return notes.length === 0 ? { html: '' } : details(`Notes on ${machine.label}`, [bulletList(notes)]);
}

function memoryTable(outcome: RewardsOutcome): Html {
  const rows = outcome.machines.flatMap((machine) =>
    machine.memory.parts.map(({ part, bytesPerChip }, index) => [
      index === 0 ? machine.label : '',
      part,
      formatSi(bytesPerChip, 'B'),
      index === 0 ? formatSi(machine.memory.capacityBytesPerChip, 'B') : '',
    ]),
  );
  return htmlTable('Memory of the fullest chip', ['machine', 'part', 'needs', 'capacity'], rows);
}

async function drawn(spec: ChartSpec, description: string): Promise<Html> {
  return figure(await renderSvg(spec), spec, description);
}
