/**
 * Lengths of time in each other's units. A year is the Julian year of 365.25 days (IAU Style Manual, 1989), as in the
 * units that files may use; a month is a twelfth of it.
 *
 * @example
 * HOURS_PER_YEAR // 8766
 */
export const HOURS_PER_YEAR = 8766;
export const HOURS_PER_DAY = 24;
export const DAYS_PER_YEAR = 365.25;
export const DAYS_PER_WEEK = 7;
export const HOURS_PER_WEEK = 168;
export const MONTHS_PER_YEAR = 12;
export const WEEKS_PER_YEAR = DAYS_PER_YEAR / DAYS_PER_WEEK;
export const WEEKS_PER_MONTH = WEEKS_PER_YEAR / MONTHS_PER_YEAR;
export const SECONDS_PER_HOUR = 3600;
export const SECONDS_PER_DAY = 86_400;
export const SECONDS_PER_YEAR = 31_557_600;

/** A kilowatt for an hour. */
export const JOULES_PER_KWH = 3.6e6;
