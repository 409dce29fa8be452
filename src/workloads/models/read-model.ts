import { parseData } from '../../foundation/document/document.js';
import { architectureFileSchema, expandArchitecture, type ModelDescription } from './architecture-schema.js';
import type { LlmArchitecture } from './llm-architecture.js';
import { builtinModels, resolveModel } from './model-catalog.js';
import { parseArchitecture } from './parse-architecture.js';

/** A name of the catalog, the text of a model file, what such a file says as plain data, or a model that was read. */
export type ModelArgument = string | ModelDescription | LlmArchitecture;

/** Id of a model that has no name of its own. */
const OWN = 'own-model';

/**
 * The model that is meant, however it is given.
 *
 * @throws UserError for an unknown name, and with every problem of a description
 * @example readModel('Llama-3.1-8B').hidden // 4096
 */
export function readModel(given: ModelArgument): LlmArchitecture {
  if (typeof given === 'string')
    return given.includes(':') ? parseArchitecture(OWN, OWN, given) : resolveModel(given, builtinModels());
  return 'id' in given ? given : expandArchitecture(OWN, parseData(OWN, given, architectureFileSchema).value);
}
