import swc from '@swc/jest';
import { NEAR_GLOBALS } from './near-globals.js';

/** The transformer of swc, with the globals of hot loops in front of the first line, so that line numbers stay. */
export default {
  createTransformer(options) {
    const inner = swc.createTransformer(options);
    return {
      ...inner,
      getCacheKey: (source, filename, transformOptions) =>
        `near-2-${inner.getCacheKey(source, filename, transformOptions)}`,
      process(source, filename, transformOptions) {
        const out = inner.process(source, filename, transformOptions);
        return { ...out, code: NEAR_GLOBALS + out.code };
      },
    };
  },
};
