import swc from '@swc/jest';

// Jest runs modules in a context whose globals are slow to look up: hot loops of the models take several times as long
// as in Node. A module's own names are looked up at once. One line, in front of the first, so that line numbers stay.
const NEAR = 'const { Math, Number, Object, Array, Map, Float64Array } = globalThis; ';

/** The transformer of swc, with the globals of hot loops as names of each module. */
export default {
  createTransformer(options) {
    const inner = swc.createTransformer(options);
    return {
      ...inner,
      getCacheKey: (source, filename, transformOptions) =>
        `near-${inner.getCacheKey(source, filename, transformOptions)}`,
      process(source, filename, transformOptions) {
        const out = inner.process(source, filename, transformOptions);
        return { ...out, code: NEAR + out.code };
      },
    };
  },
};
