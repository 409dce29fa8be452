import { FPGA_DECODE_ROWS, impliedEfficiency, predictedEfficiency } from './implied-efficiency.js';

let inside = 0;
for (const row of FPGA_DECODE_ROWS) {
  const share = impliedEfficiency(row);
  const { low, high } = predictedEfficiency(FPGA_DECODE_ROWS.filter((other) => other !== row).map(impliedEfficiency));
  const contained = share >= low && share <= high;
  if (contained) inside++;
  console.log(
    `${row.design.padEnd(18)} implied ${share.toFixed(3)}, from the others ${low.toFixed(3)} to ${high.toFixed(3)}: ${contained ? 'inside' : 'outside'}`,
  );
}
const all = predictedEfficiency(FPGA_DECODE_ROWS.map(impliedEfficiency));
console.log(
  `${inside} of ${FPGA_DECODE_ROWS.length} inside; from all: ${all.low.toFixed(3)} to ${all.high.toFixed(3)}`,
);
