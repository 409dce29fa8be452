import { runMarketRange } from '../../pow-model/market/runs/market-runs.js';
import { runDesignedPoints } from './designed/designed-points.js';

/** What studies run in parallel, as the job table of an executor: pure functions of plain data. */
export const STUDY_JOBS = {
  'designed-points': runDesignedPoints,
  'market-runs': runMarketRange,
};
