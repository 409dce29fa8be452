// Three chips, one model, and what a million tokens cost on each: node examples/library/compare-chips.mjs
import { simulate } from 'siliconomics';

for (const chip of ['h100-sxm', 'l40s', 'mi300x']) {
  const { withHostGap, cost } = await simulate(chip, 'llama-3.1-8b', { phase: 'request', batch: 16 });
  const { value, low, high } = withHostGap.tokensPerSecond;
  const tokens = `${value.toFixed(0)} tokens/s (${low.toFixed(0)} to ${high.toFixed(0)})`;
  const dollars =
    cost.producer.value === null ? cost.producer.reason : `${cost.producer.totalUsd.value.toFixed(3)} USD/Mtoken`;
  console.log(`${chip}: ${tokens}, ${withHostGap.joulesPerToken.value.toFixed(3)} J/token, ${dollars}`);
}
