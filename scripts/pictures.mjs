import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderSvg, svgToPng } from '../dist/report/pages/render-chart.js';
import { studyRewardFlow } from '../dist/report/pages/study-charts.js';

// Draws the README's picture from the outcome of `npm start`.
const root = fileURLToPath(new URL('..', import.meta.url));
const outcome = JSON.parse(readFileSync(`${root}reports/bittensor-5-95/outcome.json`, 'utf8'));
mkdirSync(`${root}docs/images`, { recursive: true });
writeFileSync(`${root}docs/images/reward-flow.png`, svgToPng(await renderSvg(studyRewardFlow(outcome.paid[0])), 1.5));
