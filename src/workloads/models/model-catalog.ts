import { didYouMean } from '../../foundation/errors/did-you-mean.js';
import { UserError } from '../../foundation/errors/user-error.js';
import { LazyMap } from '../../foundation/record/lazy-map.js';
import { architectureFileSchema, expandArchitecture } from './architecture-schema.js';
import { catalog as models } from './catalog/catalog.generated.js';
import type { LlmArchitecture } from './llm-architecture.js';

/** Models by id. */
export type ModelCatalog = ReadonlyMap<string, LlmArchitecture>;

let parsed: ModelCatalog | null = null;

/** The models that come with the package, by id in id order; each is parsed when it is first asked for. */
export function builtinModels(): ModelCatalog {
  parsed ??= new LazyMap(Object.keys(models).sort(), (id) =>
    expandArchitecture(id, architectureFileSchema.parse(models[id])),
  );
  return parsed;
}

/**
 * The model with this id, name or alias; case does not matter. Throws a UserError that names the nearest id.
 *
 * @example
 * resolveModel('Llama-3.1-8B', builtinModels()).hidden // 4096
 */
export function resolveModel(name: string, catalog: ModelCatalog): LlmArchitecture {
  const wanted = name.toLowerCase();
  const exact = catalog.get(wanted);
  if (exact !== undefined) return exact;
  for (const model of catalog.values())
    if ([model.name, ...model.aliases].some((alias) => alias.toLowerCase() === wanted)) return model;
  const meant = didYouMean(name, [...catalog.keys()]);
  throw new UserError([
    {
      code: 'unknown-model',
      file: 'command line',
      line: null,
      path: 'model',
      found: `No model is named ${JSON.stringify(name.slice(0, 100))}.`,
      fix: meant === null ? 'Run "siliconomics workloads list" to see the names.' : `Did you mean ${meant}?`,
    },
  ]);
}
