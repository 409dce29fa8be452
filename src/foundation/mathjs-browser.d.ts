declare module 'mathjs/lib/browser/math.js' {
  import type * as Mathjs from 'mathjs';

  const math: typeof Mathjs;
  export default math;
}
