// A chip of your own, an H100 with 30 % more memory bandwidth: node examples/library/own-chip.mjs
import { chips, simulate } from 'siliconomics';

const faster = chips.parseChip('h100-fast', { extends: 'h100-sxm', memory: { bandwidth: '+30 %' } });
const before = await simulate('h100-sxm', 'llama-3.1-8b', { elasticity: true });
const after = await simulate(faster, 'llama-3.1-8b');
const ratio = after.withHostGap.tokensPerSecond.value / before.withHostGap.tokensPerSecond.value;
console.log(`30 % more bandwidth: ${((ratio - 1) * 100).toFixed(1)} % more tokens a second`);
for (const { resource, throughput } of before.elasticity)
  console.log(
    `  1 % more ${resource}: ${throughput === null ? 'the chip has none' : `${throughput.toFixed(2)} % more`}`,
  );

// editChip changes what the chip's own file says; everything that follows is worked out again.
const cooler = chips.editChip(faster, { tdp: '600 W' });
console.log(`${cooler.name}: ${cooler.tdpW.value} W`);
