export default {
  testEnvironment: '<rootDir>/test/near-environment.js',
  // The default leaves one core idle, which on two cores is half of them.
  maxWorkers: '100%',
  // Tests assert no times: only what hangs may run into this on a busy machine.
  testTimeout: 120_000,
  injectGlobals: false,
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^mathjs/lib/browser/math\\.js$': '<rootDir>/test/near-mathjs.cjs',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': [
      '<rootDir>/test/near-globals-transformer.js',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts'],
  reporters: ['default', '<rootDir>/test/last-line-reporter.js'],
};
