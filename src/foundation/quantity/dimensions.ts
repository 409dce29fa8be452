/** What a quantity measures; the name is also the unit of the number that a parsed quantity becomes. */
export interface DimensionRule {
  /** What a user would call it, with its article. */
  readonly label: string;
  /** Unit of the resulting number. */
  readonly base: string;
  readonly example: string;
  /** Another unit family that counts too, with what one of it is worth in the base unit. */
  readonly also: { readonly unit: string; readonly factor: number } | null;
  /** Whether a number without a unit has a meaning. */
  readonly bare: boolean;
}

function rule(label: string, base: string, example: string, extra: Partial<DimensionRule> = {}): DimensionRule {
  return { label, base, example, also: null, bare: false, ...extra };
}

/** Every dimension that files and options may use. One MAC counts as two operations where operations are asked for. */
export const DIMENSIONS = {
  bytes: rule('an amount of data', 'B', '80 GB'),
  bytesPerSec: rule('a bandwidth', 'B/s', '3.35 TB/s'),
  bytesPerToken: rule('data per token', 'B/token', '128 kB/token'),
  ops: rule('a number of operations', 'OP', '2 TOP', { also: { unit: 'MAC', factor: 2 } }),
  opsPerSec: rule('an operation rate', 'OP/s', '989 TFLOP/s', { also: { unit: 'MAC/s', factor: 2 } }),
  opsPerByte: rule('an arithmetic intensity', 'OP/B', '295 FLOP/B', { also: { unit: 'MAC/B', factor: 2 } }),
  opsPerJoule: rule('operations per energy', 'OP/J', '1.4 TOP/J', { also: { unit: 'MAC/J', factor: 2 } }),
  macPerSec: rule('a multiply-accumulate rate', 'MAC/s', '2 TMAC/s'),
  hashes: rule('a number of hashes', 'H', '1 EH'),
  hashPerSec: rule('a hash rate', 'H/s', '200 TH/s'),
  joulePerHash: rule('an energy per hash', 'J/H', '17.5 J/TH'),
  joulePerOp: rule('an energy per operation', 'J/OP', '0.4 pJ/OP', { also: { unit: 'J/MAC', factor: 0.5 } }),
  joulePerMac: rule('an energy per multiply-accumulate', 'J/MAC', '0.2 pJ/MAC'),
  joulePerByte: rule('an energy per byte', 'J/B', '3.9 pJ/bit'),
  joulePerToken: rule('an energy per token', 'J/token', '0.4 J/token'),
  joule: rule('an energy', 'J', '10 kWh'),
  watt: rule('a power', 'W', '700 W'),
  wattPerMm2: rule('a power density', 'W/mm^2', '0.8 W/mm^2'),
  volt: rule('a voltage', 'V', '0.75 V'),
  seconds: rule('a time', 's', '2.5 us'),
  years: rule('a time', 'year', '5 years'),
  hertz: rule('a frequency', 'Hz', '1.98 GHz'),
  nm: rule('a length', 'nm', '5 nm'),
  mm: rule('a length', 'mm', '26 mm'),
  mm2: rule('an area', 'mm^2', '814 mm^2'),
  defectsPerMm2: rule('a defect density', 'one/mm^2', '0.1 defects/cm^2'),
  ratio: rule('a share', 'one', '30 %', { bare: true }),
  ratioPerYear: rule('a share per time', 'one/year', '5 %/year'),
  usd: rule('an amount of money', 'USD', '30000 USD'),
  usdPerKwh: rule('an energy price', 'USD/kWh', '0.06 USD/kWh'),
  usdPerSecond: rule('an amount of money per time', 'USD/s', '2.50 USD/h'),
  usdPerYear: rule('an amount of money per time', 'USD/year', '1e9 USD/year'),
  usdPerToken: rule('a price per token', 'USD/token', '0.25 USD/Mtoken'),
  usdPerByte: rule('a price per data', 'USD/B', '10 USD/GB'),
  usdPerWatt: rule('a price per power', 'USD/W', '1.5 USD/W'),
  usdPerMm2: rule('a price per area', 'USD/mm^2', '0.2 USD/mm^2'),
  usdPerHashPerSec: rule('a price per hash rate', 'USD s/H', '15 USD/(TH/s)'),
  tokens: rule('a number of tokens', 'token', '8192 tokens'),
  tokensPerSec: rule('a token rate', 'token/s', '3200 tokens/s'),
  tokensPerJoule: rule('tokens per energy', 'token/J', '2 tokens/J'),
  gramPerKwh: rule('an emission per energy', 'g/kWh', '400 g/kWh'),
} as const satisfies Readonly<Record<string, DimensionRule>>;

/** The name of a dimension, such as `bytesPerSec`. */
export type Dimension = keyof typeof DIMENSIONS;
