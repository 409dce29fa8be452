/** Plain JavaScript, because worker threads load it without the test runner. */
export const SELF_CHECK_JOBS = {
  /** The square of a number, or a failure of the wanted kind. */
  'self-check'({ value, fail }) {
    if (fail === 'user-error') {
      const problem = {
        code: 'self-check',
        file: 'self-check',
        line: value,
        path: 'value',
        found: 'A failure was asked for.',
        fix: 'Ask for none.',
      };
      throw Object.assign(new Error('A failure was asked for.'), { code: 'user-error', problems: [problem] });
    }
    if (fail === 'bug') throw new Error(`The self check failed at ${value} as asked.`);
    return { square: value * value, samples: Float64Array.of(value) };
  },
};
