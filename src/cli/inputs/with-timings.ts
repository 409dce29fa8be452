import { builtinCatalog, findChip } from '../../chips/index.js';
import { problemLines } from '../../foundation/errors/problem-lines.js';
import { type CostModel, type MeasuredCostModel, measuredCostModel } from '../../kernels/index.js';
import { printError } from '../outputs/output.js';
import { readTimings } from './read-timings.js';

/** The model with measured rows of a table or folder put before it. @throws UserError where there is no table */
export async function withTimings(fallback: CostModel, path: string): Promise<MeasuredCostModel> {
  const catalog = builtinCatalog();
  const table = await readTimings(path, (device) => findChip(catalog, device) !== null);
  problemLines(table.problems).forEach(printError);
  return measuredCostModel(table.rows, fallback, (device) => findChip(catalog, device));
}
