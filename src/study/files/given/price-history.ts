import { parse } from 'csv-parse/sync';
import { type Problem, UserError } from '../../../foundation/errors/user-error.js';
import { bitcoinHistory, priceOn } from '../../../pow-model/history/bitcoin-data.js';
import { monthOf } from '../../../pow-model/history/month.js';

/** Longest table: a price a week for two centuries. */
const MOST_ROWS = 10_000;

/** Dollars a coin of any coin that was ever traded. */
const SMALLEST_PRICE = 1e-15;
const LARGEST_PRICE = 1e12;

interface Row {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

/**
 * Prices of a table with a header line that has a column `price`, one step a row in the order of time. Throws a
 * UserError with every row whose price is no positive number.
 */
export function readPrices(text: string, file: string): number[] {
  const problem = (line: number, code: string, found: string, fix: string): Problem => {
    return { code, file, line, path: 'price', found, fix };
  };
  const rows = rowsOf(text, file);
  if (rows.length > MOST_ROWS) {
    throw new UserError([problem(MOST_ROWS, 'too-long', `It has ${rows.length} rows.`, `Give at most ${MOST_ROWS}.`)]);
  }
  if (rows.length < 2 || !Object.hasOwn(rows[0]!.record, 'price')) {
    throw new UserError([
      problem(1, 'bad-history', 'It has no column price with two rows or more.', 'Give a header line with price.'),
    ]);
  }
  const problems: Problem[] = [];
  const prices = rows.map(({ record, info }) => {
    const price = record.price!.trim() === '' ? Number.NaN : Number(record.price);
    if (!(price >= SMALLEST_PRICE && price <= LARGEST_PRICE)) {
      const found = `The price is ${JSON.stringify(record.price)}.`;
      problems.push(
        problem(info.lines, 'bad-price', found, `Prices are numbers from ${SMALLEST_PRICE} to ${LARGEST_PRICE}.`),
      );
    }
    return price;
  });
  if (problems.length > 0) throw new UserError(problems);
  return prices;
}

function rowsOf(text: string, file: string): Row[] {
  try {
    return parse(text, { columns: true, info: true, bom: true, trim: true, skip_empty_lines: true }) as never;
  } catch (error) {
    const { message, lines } = error as { message?: unknown; lines?: unknown };
    throw new UserError([
      {
        code: 'bad-table',
        file,
        line: typeof lines === 'number' ? lines : null,
        path: '',
        found: String(message ?? error),
        fix: 'Give a table of comma-separated values.',
      },
    ]);
  }
}

/** What Bitcoin cost from a month on, month by month to the last one known. */
export function bitcoinPrices(from: string): number[] {
  const history = bitcoinHistory();
  const last = Math.max(...history.priceUsd.keys());
  const first = Math.max(monthOf(from), Math.min(...history.priceUsd.keys()));
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, i) => priceOn(history, Math.min(last, first + i)));
}
