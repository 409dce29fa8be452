import { parseDocument } from '../../foundation/document/document.js';
import { architectureFileSchema, expandArchitecture } from './architecture-schema.js';
import type { LlmArchitecture } from './llm-architecture.js';

/**
 * Reads a model description (YAML or JSON). `file` is named in problems, `id` becomes the model's id. Throws a UserError
 * with every problem of the file.
 */
export function parseArchitecture(id: string, file: string, text: string): LlmArchitecture {
  return expandArchitecture(id, parseDocument(file, text, architectureFileSchema).value);
}
