import { AREA_CONSTANTS } from '../../../src/chips/silicon/area-constants.js';
import { ln } from '../../../src/foundation/numeric/portable-math.js';
import { median } from '../../../src/stats/median.js';
import { MEASURED_DIES } from './dies.js';
import { fitAreaConstants, predictedMm2 } from './fit.js';

const rows = MEASURED_DIES.map((die) => {
  const constants = fitAreaConstants(MEASURED_DIES.filter((other) => other !== die));
  const left = predictedMm2(die, constants);
  const all = predictedMm2(die, AREA_CONSTANTS);
  return { die: die.name, nm: die.processNm, mm2: die.mm2, leftOut: left, error: left / die.mm2 - 1, committed: all };
});
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
for (const { die, nm, mm2, leftOut, error, committed } of rows) {
  console.log(
    `${die.padEnd(8)} ${String(nm).padStart(3)} nm ${String(mm2).padStart(5)} mm2, left out ${leftOut.toFixed(0).padStart(5)} (${percent(error).padStart(7)}), committed constants ${committed.toFixed(0)}`,
  );
}
const errors = rows.map(({ error }) => Math.abs(error));
console.log(`median leave-one-out error ${percent(median(errors))}, worst ${percent(Math.max(...errors))}`);
const logs = rows.map(({ error }) => ln(1 + error));
console.log(`rms of ln ${Math.sqrt(logs.reduce((sum, value) => sum + value * value, 0) / logs.length).toFixed(3)}`);
console.log('fit to all:', fitAreaConstants(MEASURED_DIES));
