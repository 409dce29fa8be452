/** Months are counted from January of year 0, so that differences are numbers of months. */
export type Month = number;

/** Reads `2017-03`. Throws on anything else. */
export function monthOf(text: string): Month {
  const match = /^(\d{4})-(\d{2})$/.exec(text);
  const month = match === null ? 0 : Number(match[2]);
  if (match === null || month < 1 || month > 12) throw new Error(`"${text}" is not a month like 2017-03.`);
  return Number(match[1]) * 12 + month - 1;
}

/** Writes `2017-03`. */
export function monthText(month: Month): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** Quarters are counted like months: 4 x year + quarter - 1. */
export function quarterOf(month: Month): number {
  return Math.floor(month / 3);
}

/** Writes `2017Q1`. */
export function quarterText(quarter: number): string {
  return `${Math.floor(quarter / 4)}Q${(quarter % 4) + 1}`;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days of the month in the Gregorian calendar. */
export function daysIn(month: Month): number {
  const year = Math.floor(month / 12);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return DAYS[month % 12]! + (leap && month % 12 === 1 ? 1 : 0);
}
