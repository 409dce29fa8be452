/**
 * The one JSON text of a value: keys sorted by code unit, no spaces, numbers in the language's shortest form (-0 as 0),
 * bigint as a string of digits, typed arrays as arrays, maps as objects; members that are undefined are left out.
 * Throws an Error with the path at NaN, Infinity, undefined in a list, functions, symbols, cycles and class instances.
 *
 * @example
 * canonicalJson({ b: 1, a: [true, 2n] }) // '{"a":[true,"2"],"b":1}'
 */
export function canonicalJson(value: unknown): string {
  const parts: string[] = [];
  write(value, '', parts, []);
  return parts.join('');
}

function write(value: unknown, path: string, parts: string[], ancestors: object[]): void {
  switch (typeof value) {
    case 'string':
      parts.push(JSON.stringify(value));
      return;
    case 'boolean':
      parts.push(value ? 'true' : 'false');
      return;
    case 'bigint':
      parts.push(`"${value}"`);
      return;
    case 'number':
      if (!Number.isFinite(value)) throw refuse(path, `the number ${value}`);
      parts.push(String(value === 0 ? 0 : value));
      return;
    case 'object':
      if (value === null) parts.push('null');
      else writeObject(value, path, parts, ancestors);
      return;
    default:
      throw refuse(path, `a value of type ${typeof value}`);
  }
}

function writeObject(value: object, path: string, parts: string[], ancestors: object[]): void {
  if (ancestors.includes(value)) throw refuse(path, 'an object that contains itself');
  ancestors.push(value);
  if (Array.isArray(value)) writeList(value, path, parts, ancestors);
  else if (ArrayBuffer.isView(value) && 'length' in value)
    writeList(value as unknown as ArrayLike<number>, path, parts, ancestors);
  else writeMembers(members(value, path), path, parts, ancestors);
  ancestors.pop();
}

function writeList(list: ArrayLike<unknown>, path: string, parts: string[], ancestors: object[]): void {
  parts.push('[');
  for (let i = 0; i < list.length; i++) {
    if (i > 0) parts.push(',');
    write(list[i], `${path}[${i}]`, parts, ancestors);
  }
  parts.push(']');
}

/** The members of a plain object or of a map with text keys; prototypes are not compared because realms differ. */
function members(value: object, path: string): [string, unknown][] {
  const tag = Object.prototype.toString.call(value);
  if (tag === '[object Map]') {
    const entries = [...(value as Map<unknown, unknown>)];
    for (const [key] of entries) if (typeof key !== 'string') throw refuse(path, 'a map with keys that are no text');
    return entries as [string, unknown][];
  }
  const prototype = Object.getPrototypeOf(value);
  const plain = prototype === null || Object.getPrototypeOf(prototype) === null;
  if (tag !== '[object Object]' || !plain) throw refuse(path, `an object of kind ${tag.slice(8, -1)}`);
  return Object.entries(value);
}

function writeMembers(entries: [string, unknown][], path: string, parts: string[], ancestors: object[]): void {
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  parts.push('{');
  let first = true;
  for (const [key, member] of entries) {
    if (member === undefined) continue;
    if (!first) parts.push(',');
    first = false;
    parts.push(JSON.stringify(key), ':');
    write(member, path === '' ? key : `${path}.${key}`, parts, ancestors);
  }
  parts.push('}');
}

function refuse(path: string, what: string): Error {
  return new Error(`Canonical JSON cannot hold ${what} at ${path === '' ? 'the root' : path}.`);
}
