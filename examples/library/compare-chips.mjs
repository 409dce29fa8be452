// Two chips, one model: node examples/library/compare-chips.mjs
import { simulate } from 'siliconomics';

for (const chip of ['h100-sxm', 'l40s']) {
  const { withHostGap, joulesPerToken } = simulate(chip, 'llama-3.1-8b', { batch: 16 });
  const tokensPerSec = withHostGap.tokensPerSecond.value.toFixed(0);
  console.log(`${chip}: ${tokensPerSec} tokens/s, ${joulesPerToken.value.toFixed(3)} J/token`);
}
