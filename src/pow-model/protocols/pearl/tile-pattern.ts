import { ruleViolation } from '../rule-violation.js';

/** Offsets of a tile's rows or columns are all sums of multiples of up to three strides. */
export interface TilePattern {
  /** Offsets from the tile's place, ascending from 0. */
  readonly offsets: readonly number[];
  /** The six bytes that stand for it in the configuration. */
  readonly bytes: Uint8Array;
}

interface Dimension {
  readonly stride: number;
  readonly length: number;
}

const MAX_DIMENSIONS = 3;
/** The verifier admits tiles of at most 256 elements. */
const MAX_OFFSETS = 256;

/** Offsets that a pattern of dimensions generates, the last dimension outermost. */
function offsetsOf(dimensions: readonly Dimension[]): number[] {
  let offsets = [0];
  for (const { stride, length } of dimensions) {
    const grown: number[] = [];
    for (let i = 0; i < length; i++) for (const offset of offsets) grown.push(offset + i * stride);
    offsets = grown;
  }
  return offsets;
}

/**
 * The pattern that six configuration bytes stand for: pairs (stride / period - 1, length - 1), the period being stride x
 * length of the pair before and 1 at first.
 */
export function decodePattern(bytes: Uint8Array, path: string): TilePattern {
  const dimensions: Dimension[] = [];
  let period = 1;
  let count = 1;
  for (let i = 0; i < MAX_DIMENSIONS; i++) {
    const stride = period * (bytes[2 * i]! + 1);
    const length = bytes[2 * i + 1]! + 1;
    count *= length;
    period = stride * length;
    if (length === 1 && bytes[2 * i] !== 0) {
      throw ruleViolation('pattern', path, `Dimension ${i} of length 1 has a stride.`, 'Encode it as 00 00.');
    }
    dimensions.push({ stride, length });
  }
  if (count > MAX_OFFSETS) {
    throw ruleViolation('tile-area', path, `The pattern has ${count} offsets.`, `Give at most ${MAX_OFFSETS}.`);
  }
  return { offsets: offsetsOf(dimensions), bytes: bytes.slice() };
}

/**
 * The pattern with the given offsets, which must be ascending from 0 and nest in at most three strides, each a multiple of
 * what the inner ones span.
 *
 * @example
 * [...patternOf([0, 8, 64, 72], 'rowsPattern').bytes] // [7, 1, 3, 1, 0, 0]
 */
export function patternOf(offsets: readonly number[], path: string): TilePattern {
  const refuse = () =>
    ruleViolation(
      'pattern',
      path,
      `[${offsets.slice(0, 8)}] nests in no three strides.`,
      'Give ascending offsets from 0.',
    );
  if (offsets.length > MAX_OFFSETS) {
    throw ruleViolation(
      'tile-area',
      path,
      `The pattern has ${offsets.length} offsets.`,
      `Give at most ${MAX_OFFSETS}.`,
    );
  }
  const bytes = new Uint8Array(2 * MAX_DIMENSIONS);
  const dimensions: Dimension[] = [];
  let period = 1;
  for (let inner = 1; inner < offsets.length; ) {
    const stride = offsets[inner]!;
    let length = 1;
    while (offsets[inner * length] === stride * length) length += 1;
    const multiple = stride / period;
    if (!Number.isInteger(multiple) || multiple < 1 || multiple > 256 || length > 256) throw refuse();
    if (dimensions.length === MAX_DIMENSIONS) throw refuse();
    bytes[2 * dimensions.length] = multiple - 1;
    bytes[2 * dimensions.length + 1] = length - 1;
    dimensions.push({ stride, length });
    inner *= length;
    period = stride * length;
  }
  const generated = offsetsOf(dimensions);
  if (generated.length !== offsets.length || generated.some((offset, i) => offset !== offsets[i])) throw refuse();
  return { offsets: generated, bytes };
}

/** Whether a tile may begin at `place`: tiles of one pattern part the rows without overlap, so no product counts twice. */
export function isTilePlace(pattern: TilePattern, place: number): boolean {
  let period = 1;
  for (let i = 0; i < MAX_DIMENSIONS; i++) {
    const stride = period * (pattern.bytes[2 * i]! + 1);
    const length = pattern.bytes[2 * i + 1]! + 1;
    if (Math.floor(place / stride) % length !== 0) return false;
    period = stride * length;
  }
  return true;
}

/** All places below `count` at which a whole tile fits, ascending. */
export function tilePlaces(pattern: TilePattern, count: number): number[] {
  const reach = pattern.offsets[pattern.offsets.length - 1]!;
  const places: number[] = [];
  for (let place = 0; place + reach < count; place++) if (isTilePlace(pattern, place)) places.push(place);
  return places;
}
