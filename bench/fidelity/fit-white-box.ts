import { parseArgs } from 'node:util';
import { builtinCatalog } from '../../src/chips/index.js';
import { readTimings } from '../../src/cli/inputs/read-timings.js';
import type { WhiteBoxConstants } from '../../src/kernels/index.js';
import { WHITE_BOX_CONSTANTS } from '../../src/kernels/white-box/machine/white-box-constants.js';
import { median } from '../../src/stats/median.js';
import { fitWhiteBox, WHITE_BOX_DEVICES, type WhiteBoxRows, whiteBoxRatios, whiteBoxRows } from './white-box-fit.js';

// Chooses the constants of the white box on all chips, and without each in turn, which gives that chip's blind error.
const { values } = parseArgs({ options: { timings: { type: 'string' } } });
if (values.timings === undefined) throw new Error('Say where the tables are: --timings DIR');
const { rows } = await readTimings(values.timings, (device) => WHITE_BOX_DEVICES.includes(device));
const all = whiteBoxRows(builtinCatalog(), rows);

function errors(constants: WhiteBoxConstants, { chip, products }: WhiteBoxRows): string {
  const ratios = whiteBoxRatios(constants, chip, products);
  const median1 = median(ratios.map((ratio) => Math.abs(ratio - 1)));
  return `${(100 * median1).toFixed(1)} | ${(100 * (median(ratios) - 1)).toFixed(1)}`;
}

const chosen = fitWhiteBox(all);
console.log(JSON.stringify(chosen));
console.log('| device | rows | as shipped, % | bias, % | chosen anew, % | bias, % | chosen without it, % | bias, % |');
console.log('|---|---|---|---|---|---|---|---|');
for (const device of all) {
  const without = fitWhiteBox(all.filter((other) => other !== device));
  const cells = [WHITE_BOX_CONSTANTS, chosen, without].map((constants) => errors(constants, device));
  console.log(`| ${device.chip.id} | ${device.products.length} | ${cells.join(' | ')} |`);
}
