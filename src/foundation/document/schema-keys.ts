import type { z } from 'zod';
import type { PathPart } from './document-syntax.js';

type AnySchema = z.core.$ZodType;

/** The keys that a schema allows in the object at a path of the data; empty where any key is allowed. */
export function knownKeysAt(schema: z.ZodType, data: unknown, path: readonly PathPart[]): string[] {
  let schemas = branches(schema, data);
  let value = data;
  for (const part of path) {
    value = (value as Record<PathPart, unknown> | null | undefined)?.[part];
    schemas = schemas.flatMap((one) => children(one, part)).flatMap((child) => branches(child, value));
  }
  return [...new Set(schemas.flatMap(shapeKeys))];
}

function definition(schema: AnySchema): z.core.$ZodTypes['_zod']['def'] {
  return (schema as z.core.$ZodTypes)._zod.def;
}

function shapeKeys(schema: AnySchema): string[] {
  const def = definition(schema);
  return def.type === 'object' ? Object.keys(def.shape) : [];
}

/** The schemas of a key or an index directly below a schema. */
function children(schema: AnySchema, part: PathPart): AnySchema[] {
  const def = definition(schema);
  switch (def.type) {
    case 'object': {
      const child = Object.hasOwn(def.shape, part) ? def.shape[part] : undefined;
      return child === undefined ? [] : [child];
    }
    case 'array':
      return [def.element];
    case 'record':
      return [def.valueType];
    case 'tuple': {
      const item = def.items[Number(part)] ?? def.rest;
      return item === null ? [] : [item];
    }
    default:
      return [];
  }
}

/** What is left after defaults, transforms and unions are looked through; a discriminated union keeps the branch meant. */
function branches(schema: AnySchema, value: unknown): AnySchema[] {
  const def = definition(schema);
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return branches(def.innerType, value);
    case 'pipe':
      return branches(def.in, value);
    case 'lazy':
      return branches(def.getter(), value);
    case 'intersection':
      return [...branches(def.left, value), ...branches(def.right, value)];
    case 'union': {
      const options = def.options.flatMap((option) => branches(option, value));
      const meant = options.filter((option) => accepts(option, value));
      return meant.length > 0 ? meant : options;
    }
    default:
      return [schema];
  }
}

/** Whether all literal fields of an object schema have the values that the data has. */
function accepts(schema: AnySchema, value: unknown): boolean {
  const def = definition(schema);
  if (def.type !== 'object' || typeof value !== 'object' || value === null) return false;
  return Object.entries(def.shape).every(([key, field]) => {
    const fieldDef = definition(field as AnySchema);
    return fieldDef.type !== 'literal' || fieldDef.values.includes((value as Record<string, unknown>)[key] as never);
  });
}
