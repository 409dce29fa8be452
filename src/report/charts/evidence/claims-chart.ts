import type { ClaimTest, ClaimVerdict } from '../../../study/claims/index.js';
import { type ChartSpec, chart } from '../chart.js';

const LOWEST = 0.003;
const HIGHEST = 30;

/** Each claim's recomputed range over what it says, with the zone in which it would hold. */
export function claimsChart(claims: readonly ClaimVerdict[]): ChartSpec {
  const clip = (value: number) => Math.min(HIGHEST, Math.max(LOWEST, value));
  const rows = claims.map((claim) => {
    const stated = claim.test.value;
    const [from, to] = zone(claim.test);
    return {
      claim: SHORT[claim.id] ?? claim.id,
      low: clip(claim.result.low / stated),
      high: clip(claim.result.high / stated),
      best: claim.result.best === null ? null : clip(claim.result.best / stated),
      from: clip(from),
      to: clip(to),
    };
  });
  const scale = { type: 'log', domain: [LOWEST, HIGHEST], nice: false };
  const axis = { values: [0.01, 0.03, 0.1, 0.3, 1, 3, 10], format: '~r' };
  const x = { type: 'quantitative', scale, axis, title: 'recomputed over claimed' };
  const y = { field: 'claim', type: 'nominal', sort: null, title: null, axis: { labelLimit: 600 } };
  return chart(
    'Claims recomputed',
    'line: range of the inputs; dot: best inputs, where there are any; green: where the claim holds',
    {
      width: 460,
      height: { step: 30 },
      data: { values: rows },
      layer: [
        {
          mark: { type: 'bar', height: 22, color: '#d9eee2' },
          encoding: { y, x: { ...x, field: 'from' }, x2: { field: 'to' } },
        },
        {
          mark: { type: 'rule', strokeWidth: 3, color: '#0072B2' },
          encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' } },
        },
        {
          transform: [{ filter: 'datum.best !== null' }],
          mark: { type: 'point', filled: true, size: 80, color: '#14202c', opacity: 1 },
          encoding: { y, x: { ...x, field: 'best' } },
        },
      ],
    },
  );
}

const SHORT: Readonly<Record<string, string>> = {
  'asic-over-gpu': 'ASIC 100,000 times a GPU, per joule',
  'sixteen-gigawatt': '16 GW',
  'ten-million-blackwell': '10 million Blackwell GPUs',
  'larger-than-ai-sites': 'larger than the known frontier AI sites',
  'larger-than-data-centres': 'larger than the data centres of three clouds',
  'five-to-miners': '5 % of emission to miners of large models',
  'fifteen-years': 'fifteen years from GPU to ASIC',
  'cheap-as-electricity': 'electricity nine tenths of the cost',
};

/** Where a claim holds, as a factor of what it says. */
function zone(test: ClaimTest): readonly [number, number] {
  switch (test.kind) {
    case 'at-least':
      return [1, HIGHEST];
    case 'at-most':
      return [LOWEST, 1];
    case 'about':
      return [1 / test.factor, test.factor];
    default:
      return test satisfies never;
  }
}
