import { canonicalJson } from '../../foundation/record/canonical-json.js';
import type { Outcome } from '../../study/index.js';
import type { Figure } from '../pages/html-page.js';
import { svgToPng } from '../pages/render-chart.js';
import { outcomeCsvFiles } from '../tables/outcome-csv.js';
import { outcomeLongRows } from '../tables/outcome-long-rows.js';
import { longParquet } from './long-parquet.js';

/** Version of the shape of outcome.json; docs/json.md documents the shapes. */
export const OUTCOME_SCHEMA_VERSION = 2;

/** A result as tables, as the figures it was computed in, as a page and as pictures. */
export interface OutcomeParts {
  readonly outcome: Pick<Outcome, 'name' | 'work' | 'tables'>;
  /** What outcome.json holds beside the tables. */
  readonly result: object;
  readonly page: string;
  readonly figures: readonly Pick<Figure, 'svg' | 'description'>[];
}

/** A file of a result; `path` is relative to its folder. */
export interface OutcomeFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const PIXELS_PER_UNIT = 2;

/** The result as JSON: its figures and its tables under a schema version. */
export function outcomeJson({ result, outcome }: Pick<OutcomeParts, 'outcome' | 'result'>): object {
  return { schemaVersion: OUTCOME_SCHEMA_VERSION, ...result, tables: outcome.tables };
}

/** Every file of a result: report.html, outcome.json, a CSV file a table, outcome.parquet, and each picture twice. */
export async function outcomeFiles(parts: OutcomeParts): Promise<readonly OutcomeFile[]> {
  const text = (path: string, content: string): OutcomeFile => ({ path, bytes: new TextEncoder().encode(content) });
  const pictureNames = unique(parts.figures.map(({ description }) => pictureName(description)));
  const parquet = await longParquet(outcomeLongRows(parts.outcome));
  return [
    text('report.html', parts.page),
    text('outcome.json', `${canonicalJson(outcomeJson(parts))}\n`),
    ...[...outcomeCsvFiles(parts.outcome)].map(([name, csv]) => text(name, csv)),
    ...(parquet === null ? [] : [{ path: 'outcome.parquet', bytes: parquet }]),
    ...parts.figures.flatMap(({ svg }, index) => {
      const name = `charts/${pictureNames[index]!}`;
      return [text(`${name}.svg`, svg), { path: `${name}.png`, bytes: svgToPng(svg, PIXELS_PER_UNIT) }];
    }),
  ];
}

const LONGEST_NAME = 100;

/** Small letters, digits and dashes. */
function pictureName(description: string): string {
  const words = description.toLowerCase().match(/[a-z0-9]+/g) ?? ['chart'];
  return words.join('-').slice(0, LONGEST_NAME);
}

/** Names that stand twice get a number. */
function unique(names: readonly string[]): readonly string[] {
  return names.map((name, index) => {
    const before = names.slice(0, index).filter((other) => other === name).length;
    return before === 0 ? name : `${name}-${before + 1}`;
  });
}
