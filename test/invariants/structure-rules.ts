import { resolveImport } from './source-rules.js';

/** Relative imports by file; both ends are paths below src with their ending. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** A row of the second table of docs/architecture.md: the parts of a folder, each of which may import those before it. */
export interface PartsRow {
  readonly folder: string;
  readonly parts: readonly string[];
}

/** The part that stands for the files directly in a folder, its index aside. */
export const FILES = '(files)';

const IMPORT = /^(?:import|export)\b[^'"`;]*?\bfrom\s+'(\.[^']+)'|^import\s+'(\.[^']+)'|\bimport\(\s*'(\.[^']+)'/gm;

/** Who imports whom, types and what is loaded later included; examples in docstrings are not imports. */
export function importGraph(sources: ReadonlyMap<string, string>): ImportGraph {
  const graph = new Map<string, string[]>();
  for (const [file, source] of sources) {
    const code = source.replace(/^\s*(?:\*|\/\*|\/\/).*$/gm, '');
    const targets = [...code.matchAll(IMPORT)].map((found) =>
      resolveImport(file, (found[1] ?? found[2] ?? found[3])!).replace(/\.js$/, '.ts'),
    );
    graph.set(file, targets);
  }
  return graph;
}

/** The same arrows between folders; those of an index, which only gathers, are left out. */
export function folderGraph(graph: ImportGraph): ImportGraph {
  const folders = new Map<string, Set<string>>();
  for (const [file, targets] of graph) {
    const from = folderOfFile(file);
    const arrows = folders.get(from) ?? new Set<string>();
    folders.set(from, arrows);
    if (isIndex(file)) continue;
    for (const target of targets) if (folderOfFile(target) !== from) arrows.add(folderOfFile(target));
  }
  return new Map([...folders].map(([folder, arrows]) => [folder, [...arrows]]));
}

/** A circle of a graph, first node again at its end; null where there is none. */
export function findCircle(graph: ImportGraph): string[] | null {
  const finished = new Set<string>();
  const trail: string[] = [];
  const onTrail = new Set<string>();
  const walk = (node: string): string[] | null => {
    if (onTrail.has(node)) return [...trail.slice(trail.indexOf(node)), node];
    if (finished.has(node)) return null;
    trail.push(node);
    onTrail.add(node);
    for (const next of graph.get(node) ?? []) {
      const circle = walk(next);
      if (circle !== null) return circle;
    }
    trail.pop();
    onTrail.delete(node);
    finished.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const circle = walk(node);
    if (circle !== null) return circle;
  }
  return null;
}

/** Reads the table "Inside the folders": rows of a folder in backticks and its parts by commas. */
export function readParts(markdown: string): PartsRow[] {
  const section = /^## Inside the folders$([\s\S]*?)(?=^## )/m.exec(markdown)?.[1] ?? '';
  return [...section.matchAll(/^\| `([\w/-]+)` \| (.+) \|$/gm)].map(([, folder, parts]) => ({
    folder: folder!,
    parts: parts!.split(/,\s*/),
  }));
}

/** The part of a folder that holds a file; null for its index and for files outside it. */
export function partOf(file: string, folder: string): string | null {
  if (!file.startsWith(`${folder}/`)) return null;
  const rest = file.slice(folder.length + 1).split('/');
  if (rest.length > 1) return rest[0]!;
  return rest[0] === 'index.ts' ? null : FILES;
}

/** The parts that each folder has, in the order of the alphabet; folders with one part only are left out. */
export function partsFound(files: Iterable<string>): Map<string, string[]> {
  const parts = new Map<string, Set<string>>();
  for (const file of files) {
    const names = file.split('/');
    for (let depth = 1; depth < names.length; depth++) {
      const folder = names.slice(0, depth).join('/');
      const part = partOf(file, folder);
      if (part !== null) parts.set(folder, (parts.get(folder) ?? new Set()).add(part));
    }
  }
  return new Map([...parts].filter(([, set]) => set.size > 1).map(([folder, set]) => [folder, [...set].sort()]));
}

/** Arrows from a part to one named after it, as `from -> to`. */
export function backwardArrows(graph: ImportGraph, rows: readonly PartsRow[]): string[] {
  const faults: string[] = [];
  for (const { folder, parts } of rows)
    for (const [file, targets] of graph) {
      const from = partOf(file, folder);
      if (from === null) continue;
      for (const target of targets) {
        const to = partOf(target, folder);
        if (to !== null && parts.indexOf(to) > parts.indexOf(from)) faults.push(`${folder}: ${file} -> ${target}`);
      }
    }
  return faults;
}

export function isIndex(file: string): boolean {
  return file === 'index.ts' || file.endsWith('/index.ts');
}

export function folderOfFile(file: string): string {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.';
}
