/** What a site pays and how it is built, where nobody says otherwise; files, options and markets all read it here. */
export const SITE_DEFAULTS = {
  /** Median industrial miner's price: Cambridge survey 2024 4.5 US cents all-in, spread 0.042 to 0.065; hosting for AI is dearer. */
  usdPerKwh: 0.06,
  /** Spread of the prices of sites, log standard deviation. */
  usdPerKwhLogSd: 0.35,
  /** PUE, power of the site over that of its machines: air- and liquid-cooled sites 1.01 to 1.20 (CBECI bounds). */
  pue: 1.1,
  /** Return that owners of machines require, a year. */
  discountPerYear: 0.2,
} as const;
