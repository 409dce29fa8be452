import { type ParsedDocument, parseDocument } from '../../foundation/document/document.js';
import { didYouMean } from '../../foundation/errors/did-you-mean.js';
import { UserError } from '../../foundation/errors/user-error.js';
import type { LlmArchitecture, LlmLayer } from '../models/llm-architecture.js';
import { type ConfigReader, configReader } from './config-reader.js';
import { type HuggingFaceConfig, huggingFaceConfig } from './huggingface-config.js';
import { publishedDtypes } from './huggingface-dtypes.js';
import { dense, layerFeedForward, moe } from './huggingface-feed-forward.js';
import { layerMixer, layerTypes } from './huggingface-mixers.js';
import { FAMILY_TRAITS, type FamilyTraits } from './huggingface-traits.js';

const MAX_LAYERS = 4096;

/**
 * Reads a Hugging Face `config.json`; of a multimodal model its text part. `id` becomes the model's id. Throws a
 * UserError that names everything that is missing or has no counterpart here.
 *
 * @example
 * importHuggingFace('tiny', 'config.json', '{"model_type":"llama","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"intermediate_size":128,"vocab_size":100,"max_position_embeddings":256}').layers.length // 2
 */
export function importHuggingFace(id: string, file: string, text: string): LlmArchitecture {
  const document = parseDocument(file, text, huggingFaceConfig);
  const outer = document.value;
  const nested = outer.text_config != null;
  const fields = outer.text_config ?? outer;
  const reader = configReader(fields, (name, code, found, fix) =>
    document.problem([...(nested ? ['text_config'] : []), ...(name === '' ? [] : [name])], code, found, fix),
  );
  const traits = familyTraits(document, fields.model_type ?? outer.model_type ?? '', nested);
  const layers = stackLayers(reader, traits);
  const model: LlmArchitecture = {
    id,
    name: id,
    family: fields.model_type ?? '',
    aliases: [],
    source: file,
    confidence: 'high',
    notes: remarks(outer).join(' '),
    hidden: reader.count('hidden_size', 'n_embd'),
    vocab: reader.count('vocab_size'),
    tiedEmbeddings: outer.tie_word_embeddings ?? fields.tie_word_embeddings ?? traits.tiedByDefault,
    maxContext: reader.count('max_position_embeddings', 'n_positions'),
    positions: traits.positions,
    norm: traits.norm,
    postNorms: traits.postNorms,
    layers,
    dtypes: publishedDtypes(reader),
  };
  if (reader.problems.length > 0) throw new UserError(reader.problems);
  return model;
}

function familyTraits(document: ParsedDocument<HuggingFaceConfig>, modelType: string, nested: boolean): FamilyTraits {
  const traits = Object.hasOwn(FAMILY_TRAITS, modelType) ? FAMILY_TRAITS[modelType] : undefined;
  if (traits !== undefined) return traits;
  const known = Object.keys(FAMILY_TRAITS);
  const meant = didYouMean(modelType, known);
  throw new UserError([
    document.problem(
      nested ? ['text_config', 'model_type'] : ['model_type'],
      'not-supported',
      modelType === '' ? 'The config names no model_type.' : `Model type ${JSON.stringify(modelType)} is not known.`,
      meant === null ? `Known are ${known.join(', ')}.` : `Did you mean ${meant}?`,
    ),
  ]);
}

function stackLayers(reader: ConfigReader, traits: FamilyTraits): LlmLayer[] {
  const layers = reader.count('num_hidden_layers', 'n_layer');
  if (layers > MAX_LAYERS) {
    reader.refuse('num_hidden_layers', `${layers} layers are more than ${MAX_LAYERS}.`, 'Correct it.');
    return [];
  }
  const pattern = reader.fields.hybrid_override_pattern;
  if (pattern != null) return patternLayers(reader, traits, pattern, layers);
  return layerTypes(reader, traits, layers).map((type, index) => ({
    mixer: layerMixer(reader, traits, type),
    feedForward: layerFeedForward(reader, traits, index),
  }));
}

/** Layers of a Nemotron-H pattern, each of one part: M Mamba, * attention, E experts, - dense. */
function patternLayers(reader: ConfigReader, traits: FamilyTraits, pattern: string, layers: number): LlmLayer[] {
  if (pattern.length !== layers)
    reader.refuse('hybrid_override_pattern', `The pattern has ${pattern.length} of ${layers} layers.`, 'Correct it.');
  return [...pattern].map((letter) => {
    switch (letter) {
      case 'M':
        return { mixer: layerMixer(reader, traits, 'mamba'), feedForward: null };
      case '*':
        return { mixer: layerMixer(reader, traits, 'full_attention'), feedForward: null };
      case 'E':
        return { mixer: null, feedForward: moe(reader, traits) };
      case '-':
        return { mixer: null, feedForward: dense(reader, traits) };
      default:
        reader.refuse(
          'hybrid_override_pattern',
          `Letter ${JSON.stringify(letter)} of the pattern has no operators here.`,
          'Use M, *, E and -.',
        );
        return { mixer: null, feedForward: null };
    }
  });
}

/** Parts of the config that the description leaves out. */
function remarks(config: HuggingFaceConfig): string[] {
  const fields = config.text_config ?? config;
  const notes: string[] = [];
  if (config.text_config != null) notes.push('Text part only.');
  const drafts = ['num_nextn_predict_layers', 'mtp_num_hidden_layers', 'num_mtp_modules'] as const;
  if (drafts.some((name) => Number(fields[name] ?? 0) > 0)) notes.push('Multi-token-prediction layers are left out.');
  if (fields.layer_types?.includes('chunked_attention')) notes.push('Chunked attention counts as full attention.');
  return notes;
}
