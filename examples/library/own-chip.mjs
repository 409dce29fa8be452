// An H100 with 30 % more memory bandwidth: node examples/library/own-chip.mjs
import { simulate } from 'siliconomics';

const faster = { extends: 'h100-sxm', memory: { bandwidth: '+30 %' } };
const before = simulate('h100-sxm', 'llama-3.1-8b').secondsPerStep.value;
const after = simulate(faster, 'llama-3.1-8b').secondsPerStep.value;
console.log(`a decode step takes ${((1 - after / before) * 100).toFixed(1)} % less time`);
