import type { ChipDescription } from '../../chips/describe/schema/chip-schema.js';
import type { StatedFigures } from '../../chips/import/imported-chip.js';
import { importLlmCompass } from '../../chips/import/llmcompass.js';
import { importScaleSimChip } from '../../chips/import/scale-sim-chip.js';
import { importTimeloopChip } from '../../chips/import/timeloop-chip.js';
import type { GraphOptions } from '../../sim/machine/graph/graph-options.js';
import { type DescribedGraph, parseGraphFile } from '../../workloads/graphs/graph-file.js';
import { nestGraph } from '../../workloads/graphs/nest-graph.js';
import { importHuggingFace } from '../../workloads/import/huggingface.js';
import { importScaleSimTopology } from '../../workloads/import/scale-sim-topology.js';
import { importTimeloopProblem } from '../../workloads/import/timeloop-problem.js';
import type { LlmArchitecture } from '../../workloads/models/llm-architecture.js';
import { importOnnxGraph } from './import-onnx-graph.js';

/** A format, how it is told from others, and what a file of it becomes. */
export type FileFormat = {
  /** As people name it. */
  readonly label: string;
  /** Judges by the first bytes, one character a byte; `file` settles what contents alone cannot. */
  readonly detect: (file: string, head: string) => boolean;
} & (
  | { readonly yields: 'chip'; readonly read: (file: string, text: string, stated: StatedFigures) => ChipDescription }
  | { readonly yields: 'model'; readonly read: (id: string, file: string, text: string) => LlmArchitecture }
  | {
      readonly yields: 'graph';
      readonly read: (file: string, bytes: Uint8Array, options: GraphOptions) => Promise<DescribedGraph>;
    }
  /** Neither chip nor workload: what takes such a file. */
  | { readonly yields: 'part'; readonly usedBy: string }
);

/** Bytes from the start of a file that detection looks at. */
export const HEAD_BYTES = 65_536;

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const isJson = (head: string): boolean => /^(\u00ef\u00bb\u00bf)?\s*\{/.test(head);

/** Every foreign format, and the graph files of this tool; the first that recognises a file reads it. */
export const FILE_FORMATS: readonly FileFormat[] = [
  {
    label: 'ONNX model',
    // Exporters write field 1, the version of the format, first: a tag of 8 and a small number.
    detect: (file, head) => /\.onnx$/i.test(file) || (head.charCodeAt(0) === 8 && head.charCodeAt(1) < 32),
    yields: 'graph',
    read: importOnnxGraph,
  },
  {
    label: 'SCALE-Sim configuration',
    detect: (_, head) => /^\s*\[architecture_presets\]/im.test(head),
    yields: 'chip',
    read: importScaleSimChip,
  },
  {
    label: 'LLMCompass hardware file',
    detect: (_, head) => isJson(head) && /"compute_chiplet"\s*:/.test(head),
    yields: 'chip',
    read: importLlmCompass,
  },
  {
    label: 'Timeloop architecture',
    detect: (_, head) => /^architecture:\s*(#.*)?$/m.test(head) && /^\s+(nodes|local|subtree|version):/m.test(head),
    yields: 'chip',
    read: importTimeloopChip,
  },
  {
    label: 'Hugging Face config',
    detect: (_, head) => isJson(head) && /"(model_type|text_config)"\s*:/.test(head),
    yields: 'model',
    read: importHuggingFace,
  },
  {
    label: 'graph file',
    detect: (_, head) => isJson(head) && /"graph"\s*:/.test(head),
    yields: 'graph',
    read: async (file, bytes) => parseGraphFile(file, text(bytes)),
  },
  {
    label: 'Timeloop problem',
    detect: (_, head) => /^problem:\s*(#.*)?$/m.test(head),
    yields: 'graph',
    read: async (file, bytes, { dtype }) => {
      const graph = nestGraph(file, importTimeloopProblem(file, text(bytes)), dtype ?? 'int8');
      return { graph, source: `Timeloop problem ${file}`, notes: '', storedBytes: null };
    },
  },
  {
    label: 'table of kernel timings',
    detect: (_, head) => head.startsWith('PAR1') || /^[^\n]*\btime_stats\./.test(head),
    yields: 'part',
    usedBy: 'kernels import',
  },
  {
    label: 'SCALE-Sim topology',
    detect: (file, head) => /^(\u00ef\u00bb\u00bf)?\s*layer[^,\n]*,/i.test(head) || /\.csv$/i.test(file),
    yields: 'graph',
    read: async (file, bytes, { dtype }) => {
      const graph = importScaleSimTopology(file, text(bytes), dtype ?? 'int8');
      return { graph, source: `SCALE-Sim topology ${file}`, notes: '', storedBytes: null };
    },
  },
  {
    label: 'Timeloop mapping',
    detect: (_, head) => /^\S+ +\[.*\] *\r?$/m.test(head) && /for \S+ in \[0:\d+/.test(head),
    yields: 'part',
    usedBy: 'simulate --mapping',
  },
  {
    label: 'Accelergy energy table',
    detect: (_, head) => /^ERT(_summary)?:\s*$/m.test(head),
    yields: 'part',
    usedBy: 'simulate --energy',
  },
];

/** The format of a file from its name and first bytes; null where it is none of these, such as a file of this tool. */
export function detectFormat(file: string, bytes: Uint8Array): FileFormat | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES));
  return FILE_FORMATS.find((format) => format.detect(file, head)) ?? null;
}
