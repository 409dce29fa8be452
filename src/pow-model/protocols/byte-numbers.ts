/** A hash read as a little-endian number, as Bitcoin and Kaspa compare it with a target. */
export function littleEndianValue(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
  return value;
}

/** A hash read as a big-endian number, as Ethash compares it with a boundary. */
export function bigEndianValue(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let i = 0; i < bytes.length; i++) value = (value << 8n) | BigInt(bytes[i]!);
  return value;
}

/** A 64-bit number as eight little-endian bytes. */
export function littleEndianBytes(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
}
