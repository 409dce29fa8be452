import { UserError } from '../../foundation/errors/user-error.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import { formatQuantity } from '../../foundation/quantity/format-quantity.js';
import { createDefaultCostModel } from '../../kernels/index.js';
import { type AsicAdvantage, asicAdvantage, type PowRate, powRate } from '../../study/rates/index.js';
import { resolveChipArgument } from '../inputs/resolve-chip.js';
import { print, printJson } from '../outputs/output.js';
import type { RateArguments } from './options.js';

/** Runs `pow rate`. */
export function rateChip({ protocol, chip: name, asic, json }: RateArguments): void {
  const chip = resolveChipArgument(name);
  const model = createDefaultCostModel();
  const rate = powRate(protocol, chip, model);
  if ('refused' in rate) {
    throw new UserError([
      {
        code: 'protocol-refused',
        file: 'command line',
        line: null,
        path: '--chip',
        found: rate.refused,
        fix: 'Choose another chip or protocol.',
      },
    ]);
  }
  const advantage = asic === undefined ? null : asicAdvantage(protocol, asic, model);
  if (json) printJson({ rate, advantage });
  else
    print([...describeRate(rate, chip.name), ...(advantage === null ? [] : describeAdvantage(advantage))].join('\n'));
}

function range(band: Band, unit: string): string {
  const text = (value: number) => formatQuantity(value, unit);
  return `${text(band.value)} (${text(band.low)} to ${text(band.high)})`;
}

function describeRate(rate: PowRate, chipName: string): string[] {
  return [
    `${chipName} under ${rate.protocol}`,
    `  rate          ${range(rate.unitsPerSec, `${rate.unit}/s`)}, ${rate.bound} bound`,
    `  power         ${range(rate.watts, 'W')}`,
    `  energy        ${range(rate.joulesPerUnit, `J/${rate.unit}`)}`,
    `  useful share  ${(rate.usefulShare * 100).toFixed(1)} %`,
    `  verification  ${rate.verificationUnits} ${rate.unit} a proof`,
    ...rate.notes.map((note) => `  - ${note}`),
  ];
}

/** A ratio to three digits, without an exponent. */
function times3(value: number): string {
  return value >= 1000 ? String(Math.round(value / 10) * 10) : String(Number(value.toPrecision(3)));
}

function describeAdvantage(advantage: AsicAdvantage): string[] {
  const { gpu, fpga, perJoule, perDollar } = advantage;
  const times = (band: Band) => [band.value, band.low, band.high].map(times3);
  const [value, low, high] = perJoule.value === null ? ['', '', ''] : times(perJoule);
  return [
    `ASIC at ${advantage.processNm} nm`,
    `  best GPU      ${gpu === null ? 'none' : gpu.chip}`,
    `  best FPGA     ${fpga === null ? 'none' : fpga.chip}`,
    `  per joule     ${perJoule.value === null ? perJoule.reason : `${value}x (${low}x to ${high}x)`}`,
    `  per dollar    ${typeof perDollar === 'number' ? `${times3(perDollar)}x` : perDollar.reason}`,
    ...(advantage.history === null ? [] : [`  history       ${advantage.history}`]),
  ];
}
