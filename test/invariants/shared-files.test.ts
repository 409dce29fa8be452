import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const TEST = fileURLToPath(new URL('..', import.meta.url));
const OWNER = 'shared/describe-with-shared.ts';
/** The examples below name the folder, too. */
const THIS = 'invariants/shared-files.test.ts';

/** Lines of a suite that name the folder beside the project, as `line: text`. */
function mentions(source: string): string[] {
  return source
    .split('\n')
    .map((line, index) => `${index + 1}: ${line.trim()}`)
    .filter((line) => /['"`](?:\.\.?\/)*\.\.\/shared(?:\/|['"`])/.test(line));
}

describe('files of ../shared', () => {
  it('are touched by no suite except through describeWithShared', () => {
    const files = readdirSync(TEST, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => file.endsWith('.ts') && file !== OWNER && file !== THIS);
    expect(files.length).toBeGreaterThan(200);
    const faults = files.flatMap((file) =>
      mentions(readFileSync(`${TEST}${file}`, 'utf8')).map((line) => `test/${file}:${line}`),
    );
    expect(faults).toEqual([]);
    expect(mentions(readFileSync(`${TEST}${OWNER}`, 'utf8'))).not.toEqual([]);
  });

  it.each([
    [`const folder = '../shared/samples';`],
    [`new URL('../../../../shared/timings/', import.meta.url)`],
    ['readFileSync(`../shared/$' + '{name}`)'],
    [`import { describeWithShared } from '../shared/describe-with-shared.js';`],
  ])('would be seen in %s', (line) => {
    expect(mentions(`\n${line}`)).toEqual([`2: ${line}`]);
  });

  it.each([[`import { describeWithShared } from '../describe-with-shared.js';`], [`'levels are shared'`]])(
    'are not what %s names',
    (line) => {
      expect(mentions(line)).toEqual([]);
    },
  );
});
