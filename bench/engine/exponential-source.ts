/** Source of exponential variates with the given mean. */
export type ExponentialSource = (mean: number) => number;

/** The generator of the benchmark's definition: sfc32 from a fixed state after 20 warm-up draws, inverse transform. */
export function exponentialSource(seed: number): ExponentialSource {
  let a = seed | 0;
  let b = 0x243f6a88;
  let c = 0;
  let counter = 1;
  const draw = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let index = 0; index < 20; index++) draw();
  return (mean) => -Math.log(1 - draw()) * mean;
}
