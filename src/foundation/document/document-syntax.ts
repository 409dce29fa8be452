import {
  type CollectionTag,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument as parseYaml,
  visit,
  YAMLMap,
} from 'yaml';
import type { Problem } from '../errors/user-error.js';

export type PathPart = string | number;

/** A text read as YAML: plain data, where each part of it stands, and what is wrong with the text itself. */
export interface SyntaxTree {
  /** Null where the text could not be read at all. */
  readonly data: unknown;
  /** Whether the data is what the user meant apart from keys written twice, so that a schema may judge it. */
  readonly whole: boolean;
  /** Line of the key (list items: of the value) at a path, of its nearest existing ancestor where it is missing. */
  locate(path: readonly PathPart[]): number | null;
  readonly problems: readonly Problem[];
}

export const MAX_TEXT_LENGTH = 4 * 1024 * 1024;
const MAX_DEPTH = 64;
const MAX_ALIASES = 100;
const MAX_PROBLEMS = 100;

/**
 * Reads YAML 1.2 (JSON is a part of it) within bounds of size, depth and alias expansion; never throws for its text. A map
 * marked with one of `mapTags`, such as `!Component`, gets the mark as its entry `$tag`; other marks are problems.
 */
export function readSyntax(file: string, text: string, mapTags: readonly string[] = []): SyntaxTree {
  const problem = (code: string, line: number | null, found: string, fix: string): Problem => {
    return { code, file, line, path: '', found, fix };
  };
  const unreadable = (one: Problem): SyntaxTree => ({
    data: null,
    whole: false,
    locate: () => null,
    problems: [one],
  });
  if (text.length > MAX_TEXT_LENGTH)
    return unreadable(problem('too-large', null, `The file has ${text.length} characters.`, 'Keep it below 4 MiB.'));
  const tooDeepLine = firstTooDeepLine(text);
  const tooDeep = (line: number | null) =>
    unreadable(problem('too-deep', line, `The file nests deeper than ${MAX_DEPTH} levels.`, 'Flatten it.'));
  if (tooDeepLine !== null) return tooDeep(tooDeepLine);

  const lineCounter = new LineCounter();
  // JSON may be indented by tabs, which YAML forbids; one space for one tab keeps every position.
  const source = file.endsWith('.json') ? text.replace(/^\t+/gm, (tabs) => ' '.repeat(tabs.length)) : text;
  let document: Document.Parsed;
  try {
    const customTags = mapTags.map(mapTag);
    document = parseYaml(source, { lineCounter, prettyErrors: false, customTags }) as Document.Parsed;
  } catch (error) {
    // The composer recurses once a level; only depth makes it overflow.
    if ((error as { name?: unknown }).name === 'RangeError') return tooDeep(null);
    throw error;
  }
  const lineAt = (offset: number) => lineCounter.linePos(offset).line;
  const problems = [...document.errors, ...document.warnings]
    .slice(0, MAX_PROBLEMS)
    .map((error) =>
      error.code === 'DUPLICATE_KEY'
        ? problem('duplicate-key', lineAt(error.pos[0]), 'A key appears twice in one map.', 'Remove one of the two.')
        : problem('bad-syntax', lineAt(error.pos[0]), `${firstSentence(error.message)}.`, 'Correct the YAML syntax.'),
    );
  const shape = checkShape(document.contents as ParsedNode | null);
  if (shape.depth > MAX_DEPTH) return tooDeep(null);
  if (shape.oddKey !== null) {
    const line = shape.oddKey.range == null ? null : lineAt(shape.oddKey.range[0]);
    return unreadable(problem('odd-key', line, 'A key is a list or a map.', 'Use a plain text as key.'));
  }
  const locate = (path: readonly PathPart[]) => {
    const offset = offsetOf(document, path);
    return offset === null ? null : lineAt(offset);
  };
  let data: unknown = null;
  try {
    data = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    // yaml throws a ReferenceError for unresolved aliases and for excessive expansion.
    if ((error as { name?: unknown }).name !== 'ReferenceError') throw error;
    problems.push(
      problem(
        'bad-alias',
        unresolvedLine(document, lineAt),
        `${firstSentence((error as Error).message)}.`,
        'Write the values out.',
      ),
    );
  }
  const whole = problems.every(({ code }) => code === 'duplicate-key');
  return { data, whole, locate, problems };
}

/** Keeps the mark of a map as an entry of it, since plain data has no place for marks. */
function mapTag(name: string): CollectionTag {
  return {
    tag: `!${name}`,
    collection: 'map',
    resolve(map) {
      if (map instanceof YAMLMap) (map as YAMLMap).set('$tag', name);
      return map;
    },
  };
}

/** Line of the first character beyond the allowed nesting by brackets or compact lists, found in one pass. */
function firstTooDeepLine(text: string): number | null {
  let line = 1;
  let open = 0;
  let dashes = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10) {
      line++;
      dashes = 0;
    } else if (c === 91 || c === 123) open++;
    else if ((c === 93 || c === 125) && open > 0) open--;
    else if ((c === 45 || c === 63) && text.charCodeAt(i + 1) === 32) dashes++;
    // Brackets inside quoted text count too; they close again in any text that is meant to be read.
    if (open > 4 * MAX_DEPTH || dashes > 4 * MAX_DEPTH) return line;
  }
  return null;
}

function checkShape(root: ParsedNode | null): { depth: number; oddKey: Node | null } {
  let depth = 0;
  let oddKey: Node | null = null;
  const stack: [unknown, number][] = [[root, 1]];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const [node, level] = top;
    if (isPair(node)) {
      if (isCollection(node.key) || isAlias(node.key)) oddKey ??= node.key as Node;
      stack.push([node.value, level]);
    } else if (isCollection(node)) {
      depth = Math.max(depth, level);
      for (const item of node.items) stack.push([item, level + 1]);
    }
  }
  return { depth, oddKey };
}

/** Offset of the node at a path: of its key in a map, of its value in a list, of the last part that exists otherwise. */
function offsetOf(document: Document.Parsed, path: readonly PathPart[]): number | null {
  let node: unknown = document.contents;
  let offset = isNode(node) && node.range ? node.range[0] : null;
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(part));
      if (pair === undefined) return offset;
      if (isNode(pair.key) && pair.key.range) offset = pair.key.range[0];
      node = pair.value;
    } else if (isCollection(node)) {
      const item = node.items[Number(part)];
      if (item === undefined) return offset;
      node = item;
      if (isNode(node) && node.range) offset = node.range[0];
    } else return offset;
  }
  return offset;
}

/** Line of the first alias that names no anchor; null where all of them do. */
function unresolvedLine(document: Document.Parsed, lineAt: (offset: number) => number): number | null {
  let line: number | null = null;
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) !== undefined || alias.range == null) return undefined;
      line = lineAt(alias.range[0]);
      return visit.BREAK;
    },
  });
  return line;
}

function firstSentence(message: string): string {
  const line = message.split('\n')[0] ?? '';
  return line.replace(/[.:]\s*$/, '').slice(0, 200);
}
