import { parseSync } from '@swc/core';

/** A row of the import table in docs/architecture.md; folders are below src, such as `sim/engine`. */
export interface TableRow {
  readonly folder: string;
  readonly core: boolean;
  readonly mayImport: readonly string[];
}

/** A broken rule as `rule: file:line: what`. */
export type Violation = string;

export interface SourceImport {
  readonly specifier: string;
  readonly line: number;
}

export interface SourceFacts {
  readonly imports: readonly SourceImport[];
  /** Uses of what the core must not use. */
  readonly impurities: readonly { readonly rule: string; readonly line: number; readonly what: string }[];
}

/** The only members of Math whose bits the language fixes, and its constants. */
const EXACT_MATH = new Set(
  'abs ceil clz32 floor fround imul max min round sign sqrt trunc E LN2 LN10 LOG2E LOG10E PI SQRT1_2 SQRT2'.split(' '),
);
const FORBIDDEN_GLOBALS = new Map([
  ['console', 'no-console'],
  ['process', 'no-process'],
  ['Date', 'no-clock'],
  ['performance', 'no-clock'],
  ['Intl', 'no-locale'],
  ['Buffer', 'no-node-globals'],
  ['require', 'no-node-globals'],
  ['setTimeout', 'no-timers'],
  ['setInterval', 'no-timers'],
  ['setImmediate', 'no-timers'],
  ['fetch', 'no-network'],
  ['crypto', 'no-random'],
  ['localStorage', 'no-browser-globals'],
  ['document', 'no-browser-globals'],
  ['window', 'no-browser-globals'],
]);
const LOCALE_METHODS = new Set(['localeCompare', 'toLocaleString', 'toLocaleUpperCase', 'toLocaleLowerCase']);

/** Reads the rows of the table whose first column is a folder below src. */
export function readTable(markdown: string): TableRow[] {
  const rows: TableRow[] = [];
  for (const line of markdown.split('\n')) {
    const match = /^\| `src\/([\w/-]+)\/`( \*)? \| (.+) \|$/.exec(line);
    if (match === null) continue;
    const [, folder = '', star, list = ''] = match;
    rows.push({ folder, core: star !== undefined, mayImport: list === '-' ? [] : list.split(/,\s*/) });
  }
  return rows;
}

/** The innermost folder of the table that holds a file given relative to src; null for files of no folder. */
export function folderOf(file: string, table: readonly TableRow[]): string | null {
  let best: string | null = null;
  for (const { folder } of table)
    if (file.startsWith(`${folder}/`) && (best === null || folder.length > best.length)) best = folder;
  return best;
}

/** Where a relative import leads, relative to src. */
export function resolveImport(file: string, specifier: string): string {
  const parts = file.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The imports of a source and its uses of what differs between engines, machines or moments. */
export function readSource(source: string): SourceFacts {
  // The marker statement makes the start of the file known: swc counts bytes from a base of its own.
  const marker = '0;';
  const module = parseSync(marker + source, { syntax: 'typescript', target: 'es2022' }) as unknown as SwcNode;
  const body = module.body as SwcNode[];
  const base = body[0]!.span!.start;
  const bytes = new TextEncoder().encode(marker + source);
  const lineOf = (node: SwcNode) => {
    let line = 1;
    for (let i = 0; i < node.span!.start - base; i++) if (bytes[i] === 10) line++;
    return line;
  };
  const declared = new Set<string>();
  const imports: SourceImport[] = [];
  const impurities: { rule: string; line: number; what: string }[] = [];
  for (const statement of body) collectDeclared(statement, declared);

  const visit = (node: SwcNode): void => {
    const { type } = node;
    const specifier = node.source as SwcNode | undefined;
    if (typeof specifier?.value === 'string') imports.push({ specifier: specifier.value, line: lineOf(node) });
    if (type === 'CallExpression' && (node.callee as SwcNode).type === 'Import') {
      const target = (node.arguments as { expression: SwcNode }[])[0]?.expression;
      imports.push({ specifier: String(target?.value ?? '<computed>'), line: lineOf(node) });
    }
    if (type === 'VariableDeclarator' && takesExactMath(node, declared)) return;
    if (type === 'Identifier') checkGlobal(node, node.value as string);
    if (type === 'MemberExpression') checkMember(node);
    if (type === 'BinaryExpression' && node.operator === '**' && !isIntegerLiteral(node.right as SwcNode))
      impurities.push({
        rule: 'no-platform-math',
        line: lineOf(node),
        what: '** with an exponent that is no integer literal',
      });
    if (type === 'AssignmentExpression' && node.operator === '**=')
      impurities.push({ rule: 'no-platform-math', line: lineOf(node), what: '**=' });
    for (const child of childrenOf(node)) visit(child);
  };
  const checkGlobal = (node: SwcNode, name: string): void => {
    if (declared.has(name)) return;
    const rule = FORBIDDEN_GLOBALS.get(name);
    if (rule !== undefined) impurities.push({ rule, line: lineOf(node), what: name });
    if (name === 'Math') impurities.push({ rule: 'no-platform-math', line: lineOf(node), what: 'Math as a value' });
  };
  const checkMember = (node: SwcNode): void => {
    const object = node.object as SwcNode;
    const property = node.property as SwcNode;
    const name = property.type === 'Identifier' ? String(property.value) : '<computed>';
    if (LOCALE_METHODS.has(name)) impurities.push({ rule: 'no-locale', line: lineOf(node), what: name });
    if (!isMath(object, declared) || EXACT_MATH.has(name)) return;
    const rule = name === 'random' ? 'no-random' : 'no-platform-math';
    impurities.push({ rule, line: lineOf(node), what: `Math.${name}` });
  };
  /** Sub-nodes that are values: no types, no names of members, and no `Math` that `checkMember` has judged. */
  const childrenOf = (node: SwcNode): SwcNode[] => {
    const children: SwcNode[] = [];
    for (const [key, value] of Object.entries(node)) {
      if (key === 'span' || key === 'typeAnnotation' || key === 'returnType' || key === 'typeParams') continue;
      for (const item of Array.isArray(value) ? value : [value]) {
        const child =
          (item as { expression?: unknown } | null)?.expression !== undefined && !(item as SwcNode).type
            ? ((item as { expression: unknown }).expression as SwcNode)
            : (item as SwcNode);
        if (typeof child !== 'object' || child === null) continue;
        const plainName = child.type === 'Identifier' && (key === 'key' || key === 'property' || key === 'label');
        if (plainName || (key === 'object' && isMath(child, declared))) continue;
        if (child.type?.startsWith('TsType') && child.type !== 'TsTypeAssertion') continue;
        children.push(child);
      }
    }
    return children;
  };
  for (const statement of body.slice(1)) visit(statement);
  for (const type of importTypes(body))
    imports.push({ specifier: String((type.argument as SwcNode).value), line: lineOf(type) });
  return { imports, impurities };
}

interface SwcNode {
  readonly type?: string;
  readonly span?: { readonly start: number };
  readonly [key: string]: unknown;
}

function isMath(node: SwcNode, declared: ReadonlySet<string>): boolean {
  return node.type === 'Identifier' && node.value === 'Math' && !declared.has('Math');
}

/** Whether a declaration takes members out of Math by name, all of them exact. */
function takesExactMath(declarator: SwcNode, declared: ReadonlySet<string>): boolean {
  const pattern = declarator.id as SwcNode;
  if (pattern.type !== 'ObjectPattern' || !isMath((declarator.init ?? {}) as SwcNode, declared)) return false;
  return (pattern.properties as SwcNode[]).every((property) =>
    EXACT_MATH.has(String((property.key as SwcNode | undefined)?.value)),
  );
}

function isIntegerLiteral(node: SwcNode): boolean {
  if (node.type === 'UnaryExpression' && node.operator === '-') return isIntegerLiteral(node.argument as SwcNode);
  // Powers of big integers are exact whatever the exponent.
  if (node.type === 'BigIntLiteral') return true;
  return node.type === 'NumericLiteral' && Number.isInteger(node.value);
}

/** Every `import('...').Name` type below a node. */
function importTypes(node: unknown): SwcNode[] {
  if (typeof node !== 'object' || node === null) return [];
  const found = Object.values(node).flatMap(importTypes);
  return (node as SwcNode).type === 'TsImportType' ? [node as SwcNode, ...found] : found;
}

/** Names that a source binds anywhere: a local `process` is not the global one. */
function collectDeclared(node: unknown, declared: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const item of node) collectDeclared(item, declared);
    return;
  }
  const one = node as SwcNode;
  if (one.type === 'VariableDeclarator') bind(one.id, declared);
  if (one.type === 'Parameter') bind(one.pat, declared);
  if (one.type === 'CatchClause') bind(one.param, declared);
  if (one.type === 'ArrowFunctionExpression') for (const pattern of one.params as unknown[]) bind(pattern, declared);
  if (one.type === 'FunctionDeclaration' || one.type === 'ClassDeclaration') bind(one.identifier, declared);
  if (one.local !== undefined) bind(one.local, declared);
  for (const [key, value] of Object.entries(one)) if (key !== 'span') collectDeclared(value, declared);
}

function bind(pattern: unknown, declared: Set<string>): void {
  if (typeof pattern !== 'object' || pattern === null) return;
  const one = pattern as SwcNode;
  if (one.type === 'Identifier') declared.add(one.value as string);
  if (one.type === 'AssignmentPattern') bind(one.left, declared);
  if (one.type === 'RestElement') bind(one.argument, declared);
  if (one.type === 'ArrayPattern') for (const element of one.elements as unknown[]) bind(element, declared);
  if (one.type === 'ObjectPattern')
    for (const property of one.properties as SwcNode[]) {
      if (property.type === 'AssignmentPatternProperty') bind(property.key, declared);
      else bind(property.value ?? property.argument, declared);
    }
}

/** Every broken rule of a set of sources, keyed by their path relative to src. */
export function findViolations(sources: ReadonlyMap<string, string>, table: readonly TableRow[]): Violation[] {
  const rows = new Map(table.map((row) => [row.folder, row]));
  const violations: Violation[] = [];
  for (const [file, source] of sources) {
    const folder = folderOf(file, table);
    if (folder === null) continue;
    const row = rows.get(folder)!;
    const facts = readSource(source);
    const report = (rule: string, line: number, what: string) =>
      violations.push(`${rule}: src/${file}:${line}: ${what}`);
    for (const { specifier, line } of facts.imports) {
      if (!specifier.startsWith('.')) {
        if (row.core && specifier.startsWith('node:')) report('no-node-imports', line, specifier);
        continue;
      }
      const target = folderOf(resolveImport(file, specifier), table);
      if (target === null) report('import-table', line, `${specifier} is in no folder of the table`);
      else if (target !== folder && !row.mayImport.includes(target))
        report('import-table', line, `${folder} may not import ${target}`);
    }
    if (row.core) for (const { rule, line, what } of facts.impurities) report(rule, line, what);
  }
  return violations;
}

/** A cycle among the arrows of the table, as the folders along it; null where there is none. */
export function findCycle(table: readonly TableRow[]): string[] | null {
  const rows = new Map(table.map((row) => [row.folder, row.mayImport]));
  const finished = new Set<string>();
  const walk = (folder: string, trail: readonly string[]): string[] | null => {
    if (trail.includes(folder)) return [...trail.slice(trail.indexOf(folder)), folder];
    if (finished.has(folder)) return null;
    for (const next of rows.get(folder) ?? []) {
      const cycle = walk(next, [...trail, folder]);
      if (cycle !== null) return cycle;
    }
    finished.add(folder);
    return null;
  };
  for (const { folder } of table) {
    const cycle = walk(folder, []);
    if (cycle !== null) return cycle;
  }
  return null;
}
