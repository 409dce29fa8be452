/** The skipped tests of a run by suite: `path: what (count)`, so that a run names what it did not prove. */
export function skippedSuites(testResults, rootDir) {
  return testResults.flatMap(({ testFilePath, testResults: tests }) => {
    const counts = new Map();
    for (const { status, ancestorTitles, title } of tests) {
      if (status !== 'pending') continue;
      const name = ancestorTitles[0] ?? title;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const file = testFilePath.slice(rootDir.length + 1).replaceAll('\\', '/');
    return [...counts].map(([name, count]) => `${file}: ${name} (${count})`);
  });
}

/** Prints what was skipped and the plain closing line after Jest's own summary. A file that fails to load counts as one failure. */
export default class LastLineReporter {
  constructor(globalConfig) {
    this.globalConfig = globalConfig;
  }

  onRunComplete(_contexts, results) {
    const { rootDir, testNamePattern } = this.globalConfig;
    // A run of tests chosen by name skips the others on purpose.
    const skipped = testNamePattern ? [] : skippedSuites(results.testResults, rootDir).sort();
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    process.on('exit', () => {
      if (skipped.length > 0) process.stdout.write(`\nSkipped:\n${skipped.map((line) => `  ${line}\n`).join('')}\n`);
      process.stdout.write(`${results.numPassedTests} passed, ${failed} failed\n`);
    });
  }
}
