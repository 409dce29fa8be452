import protobuf from 'protobufjs/minimal.js';

/** What makes a text of bytes no protobuf message, in one sentence. */
export class WireFault extends Error {}

// Beyond these a file is hostile: the largest published graphs have some 1e5 nodes of about ten fields.
const MAX_FIELDS = 5_000_000;
const MAX_DEPTH = 32;

const VARINT = 0;
const FIXED_64 = 1;
const LENGTH = 2;
const FIXED_32 = 5;

type NumberKind = 'int' | 'float' | 'double';

const WIRE_OF: Readonly<Record<NumberKind, number>> = { int: VARINT, float: FIXED_32, double: FIXED_64 };

/** Reads one message after another within the bounds of the bytes, of a number of fields and of a depth. */
export class WireReader {
  readonly #reader: protobuf.Reader;
  #end: number;
  /** How the value of the current field is written. */
  #wire = 0;
  #depth = 0;
  #fields = 0;

  constructor(bytes: Uint8Array) {
    this.#reader = protobuf.Reader.create(bytes);
    this.#end = bytes.length;
  }

  /** Calls `onField` for each field of the message that ends at the current end; fields it does not take are skipped. */
  eachField(onField: (field: number) => boolean): void {
    const end = this.#end;
    while (this.#reader.pos < end) {
      if (++this.#fields > MAX_FIELDS) throw new WireFault(`The file has more than ${MAX_FIELDS} fields.`);
      const at = this.#reader.pos;
      const tag = this.#guard(() => this.#reader.uint32());
      const wire = tag & 7;
      this.#wire = wire;
      if (tag >>> 3 === 0) throw new WireFault(`There is no field at byte ${at}.`);
      if (!onField(tag >>> 3)) this.#guard(() => this.#reader.skipType(wire));
      if (this.#reader.pos > end) throw new WireFault(`The field at byte ${at} is longer than its message.`);
    }
  }

  /** Reads an embedded message. */
  message<T>(read: () => T): T {
    const outer = this.#end;
    this.#end = this.#lengthEnd();
    if (++this.#depth > MAX_DEPTH) throw new WireFault(`The file nests deeper than ${MAX_DEPTH} messages.`);
    const value = read();
    this.#depth--;
    this.#end = outer;
    return value;
  }

  text(): string {
    const end = this.#lengthEnd();
    const bytes = this.#reader.buf.subarray(this.#reader.pos, end);
    this.#reader.pos = end;
    return TEXT.decode(bytes);
  }

  /** A view of the bytes, not a copy. */
  bytes(): Uint8Array {
    const end = this.#lengthEnd();
    const bytes = this.#reader.buf.subarray(this.#reader.pos, end);
    this.#reader.pos = end;
    return bytes;
  }

  int(): number {
    this.#expect(VARINT);
    return this.#read('int');
  }

  float(): number {
    this.#expect(FIXED_32);
    return this.#read('float');
  }

  /** Adds the values of a repeated number, packed or not, as long as there are at most `most`. */
  numbers(kind: NumberKind, into: number[], most: number): void {
    if (this.#wire !== LENGTH) {
      this.#expect(WIRE_OF[kind]);
      const value = this.#read(kind);
      if (into.length <= most) into.push(value);
      return;
    }
    const end = this.#lengthEnd();
    while (this.#reader.pos < end && into.length <= most) into.push(this.#read(kind));
    this.#reader.pos = end;
  }

  #read(kind: NumberKind): number {
    return this.#guard(() => {
      switch (kind) {
        case 'int':
          return Number(this.#reader.int64());
        case 'float':
          return this.#reader.float();
        case 'double':
          return this.#reader.double();
      }
    });
  }

  #expect(wire: number): void {
    if (this.#wire === wire) return;
    throw new WireFault(
      `The field before byte ${this.#reader.pos} is written as type ${this.#wire} instead of ${wire}.`,
    );
  }

  /** End of a part that begins with its length; a length beyond the enclosing message is a fault. */
  #lengthEnd(): number {
    this.#expect(LENGTH);
    const at = this.#reader.pos;
    const length = this.#guard(() => this.#reader.uint32());
    const end = this.#reader.pos + length;
    if (end <= this.#end) return end;
    throw new WireFault(`The part at byte ${at} claims ${length} bytes; ${this.#end - this.#reader.pos} are left.`);
  }

  /** protobufjs throws plain errors for bytes that are no message; they are the file's fault, not a bug. */
  #guard<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw new WireFault(`The bytes at ${this.#reader.pos} are no field (${(error as Error).message}).`);
    }
  }
}

const TEXT = new TextDecoder();
