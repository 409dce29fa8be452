import type { ArchitectureFile } from './architecture-schema.js';
import type { LlmArchitecture, LlmLayer } from './llm-architecture.js';

/** The file form of a model: equal layers become one named block, runs of a block one entry. */
export function architectureFile(model: LlmArchitecture): ArchitectureFile {
  const { id: _, layers, ...rest } = model;
  const names = new Map<string, string>();
  const blocks: Record<string, LlmLayer> = {};
  const stack: { blocks: string[]; repeat: number }[] = [];
  for (const layer of layers) {
    const key = JSON.stringify(layer);
    let name = names.get(key);
    if (name === undefined) {
      name = `block${names.size + 1}`;
      names.set(key, name);
      blocks[name] = layer;
    }
    const last = stack.at(-1);
    if (last?.blocks[0] === name) last.repeat += 1;
    else stack.push({ blocks: [name], repeat: 1 });
  }
  return { ...rest, aliases: [...rest.aliases], blocks, layers: stack };
}
