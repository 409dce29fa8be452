import { z } from 'zod';
import { type ParsedDocument, parseDocument } from '../../foundation/document/document.js';
import type { PathPart } from '../../foundation/document/document-syntax.js';
import { type Problem, UserError } from '../../foundation/errors/user-error.js';
import type { StorageHierarchy, StorageLevel } from '../chip/storage-hierarchy.js';

const MOST_NODES = 200;
const TAGS = ['Container', 'Component', 'Parallel', 'Hierarchical', 'Pipelined', 'Network', 'Nothing'] as const;
const attributes = z.record(z.string(), z.unknown()).default({});
const mesh = z.int().min(1).max(1e6).default(1);
const spatial = z.looseObject({ meshX: mesh, meshY: mesh }).default({ meshX: 1, meshY: 1 });

const component = z.looseObject({
  $tag: z.literal('Component'),
  name: z.string().min(1).max(200),
  class: z.string().min(1).max(200),
  spatial,
  attributes,
});
const container = z.looseObject({
  $tag: z.literal('Container'),
  name: z.string().min(1).max(200),
  spatial,
  attributes,
});
const parallel = z.looseObject({ $tag: z.literal('Parallel'), nodes: z.array(component).min(1).max(MOST_NODES) });
const node = z.discriminatedUnion('$tag', [component, container, parallel]);
const instance = z.looseObject({
  name: z.string().min(1).max(200),
  class: z.string().min(1).max(200),
  attributes,
});
const file = z.looseObject({
  architecture: z.looseObject({
    nodes: z.array(node).min(1).max(MOST_NODES).optional(),
    local: z.array(instance).min(1).max(MOST_NODES).optional(),
  }),
});

/** A component in its place, with the attributes that enclosing containers hand down. */
interface Part {
  readonly name: string;
  readonly className: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly meshX: number;
  readonly meshY: number;
  readonly path: readonly PathPart[];
}

/**
 * The memories and the arithmetic of a Timeloop architecture (version 0.4, nested with `nodes` or flattened with `local`).
 * The last component is the arithmetic. Mapping constraints are read past: a mapping is given, not searched. Throws a
 * UserError with every component that is neither a memory nor arithmetic and every attribute that is no number.
 *
 * @example
 * importTimeloopArchitecture('arch.yaml', text).levels.map(({ name }) => name) // ['DRAM', 'shared_glb', ...]
 */
export function importTimeloopArchitecture(path: string, text: string): StorageHierarchy {
  const document = parseDocument(path, text, file, undeclared, TAGS);
  const { nodes, local } = document.value.architecture;
  const name = path.replace(/^.*[/\\]/, '').replace(/\.ya?ml$/i, '');
  const { parts, fanouts } = nodes !== undefined ? nestedParts(nodes) : flatParts(local ?? []);
  return hierarchy(name, document, parts, fanouts);
}

function undeclared({ value, problem }: ParsedDocument<z.output<typeof file>>): Problem[] {
  const { nodes, local } = value.architecture;
  if (nodes !== undefined || local !== undefined) return [];
  const found = 'It has neither nodes nor local.';
  const fix = 'Give a version 0.4 architecture (nodes), or one that Timeloop has flattened (local).';
  return [problem(['architecture'], 'missing-key', found, fix)];
}

interface Parts {
  readonly parts: readonly Part[];
  readonly fanouts: readonly string[];
}

/** Everything that follows a container lies within it, so its mesh and attributes hold from there on. */
function nestedParts(nodes: readonly z.output<typeof node>[]): Parts {
  const parts: Part[] = [];
  const fanouts: string[] = [];
  let around = { meshX: 1, meshY: 1, attributes: {} as Readonly<Record<string, unknown>> };
  const add = (part: z.output<typeof component>, path: readonly PathPart[]) => {
    const merged = { ...around.attributes, ...part.attributes };
    const [meshX, meshY] = [around.meshX * part.spatial.meshX, around.meshY * part.spatial.meshY];
    parts.push({ name: part.name, className: part.class, attributes: merged, meshX, meshY, path });
  };
  for (const [index, node] of nodes.entries()) {
    const path = ['architecture', 'nodes', index];
    if (node.$tag === 'Component') add(node, path);
    else if (node.$tag === 'Parallel')
      for (const [at, inner] of node.nodes.entries()) add(inner, [...path, 'nodes', at]);
    else {
      around = {
        meshX: around.meshX * node.spatial.meshX,
        meshY: around.meshY * node.spatial.meshY,
        attributes: { ...around.attributes, ...node.attributes },
      };
      fanouts.push(`inter_${node.name}_spatial`);
    }
  }
  return { parts, fanouts };
}

/** A flattened file names instances (`system.glb[1..1]`), and fan-outs as components of the class `dummy_storage`. */
function flatParts(local: readonly z.output<typeof instance>[]): Parts {
  const parts: Part[] = [];
  const fanouts: string[] = [];
  local.forEach(({ name, class: className, attributes }, index) => {
    const bare = bareName(name);
    const whole = (value: unknown) => (Number.isInteger(value) && Number(value) >= 1 ? Number(value) : 1);
    const [meshX, meshY] = [whole(attributes.meshX), whole(attributes.meshY)];
    if (className === 'dummy_storage') fanouts.push(bare);
    else parts.push({ name: bare, className, attributes, meshX, meshY, path: ['architecture', 'local', index] });
  });
  return { parts, fanouts };
}

/** `system_top_level.glb[1..1]` is `glb`. */
export function bareName(name: string): string {
  return name.replace(/\[[^\]]*\]$/, '').replace(/^.*\./, '');
}

function hierarchy(
  name: string,
  document: ParsedDocument<z.output<typeof file>>,
  parts: readonly Part[],
  fanouts: readonly string[],
): StorageHierarchy {
  const problems: Problem[] = [];
  const read = (part: Part, ...names: string[]): number | null => {
    const key = names.find((one) => part.attributes[one] !== undefined && part.attributes[one] !== null);
    if (key === undefined) return null;
    const value = part.attributes[key];
    if (typeof value === 'number' && value > 0 && value <= 1e15) return value;
    const found = `${part.name}: ${key} is ${JSON.stringify(value)?.slice(0, 60)}, which is no positive number.`;
    problems.push(document.problem([...part.path, 'attributes', key], 'bad-attribute', found, 'Write the number out.'));
    return null;
  };
  const last = parts.at(-1);
  const levels = parts.slice(0, -1).flatMap((part): StorageLevel[] => {
    const isMain = /dram/i.test(part.className);
    const depth = isMain ? null : read(part, 'depth', 'memory_depth');
    const width = read(part, 'width', 'memory_width');
    const wordBits = read(part, 'datawidth', 'word-bits', 'word_bits');
    const lacking = [
      ...(depth === null && !isMain ? ['depth'] : []),
      ...(width === null ? ['width'] : []),
      ...(wordBits === null ? ['datawidth'] : []),
    ];
    if (lacking.length > 0) {
      const found = `${part.name} of class ${part.className} has no ${lacking.join(', ')}, so it is not known as a memory.`;
      const fix = `Add ${lacking.join(' and ')}, or remove the component.`;
      problems.push(document.problem(part.path, 'missing-key', found, fix));
      return [];
    }
    const perAccess = Math.max(1, Math.floor((width ?? 1) / (wordBits ?? 1)));
    return [
      {
        name: part.name,
        className: part.className,
        capacityWords: depth === null ? null : Math.floor((depth * (width ?? 1)) / (wordBits ?? 1)),
        wordBits: wordBits ?? 1,
        wordsPerAccess: perAccess,
        readWordsPerCycle: read(part, 'read_bandwidth'),
        writeWordsPerCycle: read(part, 'write_bandwidth'),
        sharedWordsPerCycle: read(part, 'shared_bandwidth'),
        copies: read(part, 'multiple_buffering') ?? 1,
        instances: part.meshX * part.meshY,
        meshX: part.meshX,
        meshY: part.meshY,
      },
    ];
  });
  if (last?.attributes.depth !== undefined) {
    const found = `The last component, ${last.name}, is a memory.`;
    problems.push(document.problem(last.path, 'no-arithmetic', found, 'End with the component that multiplies.'));
  }
  if (levels.length === 0 && problems.length === 0)
    problems.push(
      document.problem(['architecture'], 'no-memory', 'There is no memory.', 'Add one before the arithmetic.'),
    );
  const cycleSec = last === undefined ? null : read(last, 'global_cycle_seconds', 'cycle_seconds');
  if (problems.length > 0 || last === undefined) throw new UserError(problems);
  return {
    name,
    levels,
    fanouts,
    compute: {
      name: last.name,
      className: last.className,
      instances: last.meshX * last.meshY,
      meshX: last.meshX,
      meshY: last.meshY,
      bits: operandBits(last.attributes),
    },
    cycleSec,
    processNm:
      [...parts]
        .reverse()
        .map(processOf)
        .find((nm) => nm !== null) ?? null,
  };
}

function operandBits(attributes: Part['attributes']): number | null {
  const given = attributes.multiplier_width ?? attributes.datawidth ?? attributes.width;
  return typeof given === 'number' && given > 0 && given <= 64 ? given : null;
}

/** `65nm` as 65; null for place-holders such as "SET ME". */
function processOf({ attributes }: Part): number | null {
  const given = /^(\d+(?:\.\d+)?) ?nm$/.exec(String(attributes.technology ?? ''));
  return given === null ? null : Number(given[1]);
}
