import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import {
  backwardArrows,
  FILES,
  findCircle,
  folderGraph,
  folderOfFile,
  importGraph,
  isIndex,
  partsFound,
  readParts,
} from './structure-rules.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const MAX_LINES = 250;
const MAX_FILES = 18;
/** Sources below src: what the build generates is data. */
const sources = new Map(
  readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.endsWith('.generated.ts'))
    .sort()
    .map((file) => [file, readFileSync(`${root}src/${file}`, 'utf8')] as const),
);
const graph = importGraph(sources);
const rows = readParts(readFileSync(`${root}docs/architecture.md`, 'utf8'));

describe('the structure of src', () => {
  it('has no circle between files', () => {
    expect(sources.size).toBeGreaterThan(500);
    expect(findCircle(graph)).toBeNull();
  });

  it('has no circle between folders', () => {
    expect(findCircle(folderGraph(graph))).toBeNull();
  });

  it('has for each folder of several parts a row in docs/architecture.md that names them all', () => {
    const named = new Map(rows.map(({ folder, parts }) => [folder, parts]));
    const lacking = [...partsFound(sources.keys())].flatMap(([folder, parts]) =>
      parts.filter((part) => !named.get(folder)?.includes(part)).map((part) => `${folder}: ${part}`),
    );
    expect(lacking).toEqual([]);
    const gone = rows.flatMap(({ folder, parts }) =>
      parts.filter((part) => !existsSync(`${root}src/${folder}/${part === FILES ? '' : part}`)),
    );
    expect(gone).toEqual([]);
  });

  it('has no arrow from a part of a folder to one that the row names after it', () => {
    expect(backwardArrows(graph, rows)).toEqual([]);
  });

  it(`has at most ${MAX_LINES} lines a file`, () => {
    const long = [...sources].filter(([, source]) => source.trimEnd().split('\n').length > MAX_LINES);
    expect(long.map(([file]) => file)).toEqual([]);
  });

  it(`has at most ${MAX_FILES} files flat in a folder, its index aside`, () => {
    const counts = new Map<string, number>();
    for (const file of sources.keys())
      if (!isIndex(file)) counts.set(folderOfFile(file), (counts.get(folderOfFile(file)) ?? 0) + 1);
    const crowded = [...counts].filter(([_folder, count]) => count > MAX_FILES);
    expect(crowded).toEqual([]);
  });

  it('has indexes that only re-export', () => {
    const faults = [...sources]
      .filter(([file]) => isIndex(file))
      .flatMap(([file, source]) => {
        const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
        const rest = code.replace(/^export\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})\s+from\s+'[^']+';$/gm, '');
        return rest.trim() === '' ? [] : [`${file}: ${rest.trim().split('\n')[0]}`];
      });
    expect(faults).toEqual([]);
  });
});

const TABLE = `
## Inside the folders

| inside | parts |
|---|---|
| \`a\` | low, (files), high |

## Next
| \`b\` | no, row |
`;

describe('the check of it', () => {
  const small = (files: Record<string, string>) => importGraph(new Map(Object.entries(files)));

  it('reads imports, exports and what is loaded later, and no comments', () => {
    const text = `import { x } from '../b.js';\nexport {\n  y,\n} from './c.js';\nimport './d.js';\ntype T = import('./e.js').T;\n/**\n * import { z } from './f.js';\n */\nimport z from 'zod';`;
    expect(small({ 'a/a.ts': text }).get('a/a.ts')).toEqual(['b.ts', 'a/c.ts', 'a/d.ts', 'a/e.ts']);
  });

  it('finds circles of files and of folders', () => {
    const files = { 'a/x.ts': `import '../b/y.js';`, 'b/y.ts': '', 'b/z.ts': `import '../a/w.js';`, 'a/w.ts': '' };
    expect(findCircle(small(files))).toBeNull();
    expect(findCircle(folderGraph(small(files)))).toEqual(['a', 'b', 'a']);
    expect(findCircle(small({ 'x.ts': `import './y.js';`, 'y.ts': `import './x.js';` }))).toEqual([
      'x.ts',
      'y.ts',
      'x.ts',
    ]);
    expect(findCircle(folderGraph(small({ 'a/index.ts': `export * from './b/b.js';`, 'a/b/b.ts': '' })))).toBeNull();
  });

  it('reads the table and finds arrows against it', () => {
    const parts = readParts(TABLE);
    expect(parts).toEqual([{ folder: 'a', parts: ['low', '(files)', 'high'] }]);
    const down = { 'a/high/x.ts': `import '../y.js';`, 'a/y.ts': `import './low/z.js';`, 'a/low/z.ts': '' };
    expect(backwardArrows(small(down), parts)).toEqual([]);
    expect(partsFound(Object.keys(down))).toEqual(new Map([['a', ['(files)', 'high', 'low']]]));
    const up = { ...down, 'a/low/z.ts': `import '../high/w.js';`, 'a/index.ts': `export * from './high/x.js';` };
    expect(backwardArrows(small(up), parts)).toEqual(['a: a/low/z.ts -> a/high/w.ts']);
  });
});
