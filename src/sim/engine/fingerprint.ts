// Bound once: where code runs inside a vm context, as under jest, each look-up of a global costs as much as an event.
const { imul } = Math;

/**
 * Rolling 64-bit hash of the events that fired, as two 32-bit lanes: two runs with equal fingerprints fired the same
 * (tick, class, handler name) in the same order, but for a collision. Not cryptographic.
 */
export class Fingerprint {
  private readonly lanes = Int32Array.of(0x243f6a88, 0x85a308d3);

  /** `label` stands for class and handler. */
  add(tick: number, label: number): void {
    const lanes = this.lanes;
    // Each lane is an xor, an odd multiplication and a rotation, all invertible: no event is absorbed without trace.
    const low = imul(lanes[0]! ^ (tick | 0), 0x9e3779b1);
    const high = imul(lanes[1]! ^ label ^ (tick / 4294967296), 0x85ebca6b);
    lanes[0] = ((low << 15) | (low >>> 17)) + high;
    lanes[1] = ((high << 13) | (high >>> 19)) ^ low;
  }

  /** 16 hexadecimal digits. */
  toString(): string {
    return [...this.lanes].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
