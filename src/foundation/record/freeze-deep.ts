/**
 * Freezes plain data with everything in it and gives it back; typed arrays stay as they are, which cannot be frozen.
 *
 * @example Object.isFrozen(freezeDeep({ a: [{ b: 1 }] }).a[0]) // true
 */
export function freezeDeep<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value;
  for (const member of Object.values(value)) freezeDeep(member);
  return Object.freeze(value);
}
