export type { Graph, GraphNode } from './graphs/graph.js';
export { GraphBuilder } from './graphs/graph-builder.js';
export { type DescribedGraph, formatGraphFile, parseGraphFile } from './graphs/graph-file.js';
export { type DecodeOptions, decodeGraph, type PrefillOptions, prefillGraph } from './graphs/llm-graph.js';
export { nestGraph } from './graphs/nest-graph.js';
export { firstLayers, onlyLayers } from './graphs/only-layers.js';
export { importHuggingFace } from './import/huggingface.js';
export { importScaleSimTopology } from './import/scale-sim-topology.js';
export { importTimeloopProblem } from './import/timeloop-problem.js';
export { architectureFile } from './models/architecture-file.js';
export {
  type ArchitectureFile,
  architectureFileSchema,
  expandArchitecture,
  type ModelDescription,
} from './models/architecture-schema.js';
export * from './models/llm-architecture.js';
export { builtinModels, type ModelCatalog, resolveModel } from './models/model-catalog.js';
export type { ModelEnds, TensorClass, TensorSplit } from './models/parameter-tensors.js';
export { countParameters, type ParameterTensor, parameterTensors } from './models/parameter-tensors.js';
export { parseArchitecture } from './models/parse-architecture.js';
export { type ModelArgument, readModel } from './models/read-model.js';
export { causalPairs, visibleKeys } from './operators/attention-pairs.js';
export type { DtypeLayout } from './operators/dtype.js';
export { DTYPES, type Dtype, dtypeLayout, type RateName } from './operators/dtype.js';
export { KV_DTYPES, kvDtypeBytes } from './operators/kv-dtype.js';
export { expectedExpertsTouched } from './operators/moe-routing.js';
export * from './operators/nest-problem.js';
export type * from './operators/operator.js';
export { type OperatorCost, operatorCost } from './operators/operator-cost.js';
export { chooseDtypes, type TensorDtypes, uniformDtypes } from './operators/tensor-dtypes.js';
export { contextParallel } from './placement/context-parallel.js';
export type { ContextExchange } from './placement/context-prefill.js';
export { dataParallel } from './placement/data-parallel.js';
export { expectedRanksReached, expertParallel } from './placement/expert-parallel.js';
export { kvBytesPerSequence } from './placement/kv-bytes.js';
export * from './placement/memory-footprint.js';
export { pipelineParallel } from './placement/pipeline-parallel.js';
export {
  axisStride,
  collectiveAxis,
  ONE_RANK,
  type ParallelAxis,
  type Parallelism,
  placeGraph,
  stageRanks,
} from './placement/place-graph.js';
export { tensorParallel } from './placement/tensor-parallel.js';
export { type GonkaNetwork, gonkaPocGraph, gonkaPocModel } from './pow/gonka-graph.js';
export { HASH_ALGORITHMS, type HashAlgorithmName, hashGraph } from './pow/hash-graphs.js';
export { type MiningReport, type PearlMergeOptions, type PearlWorkGraph, pearlGraph } from './pow/pearl-graph.js';
export { PEARL_PURE_DEFAULTS, type PearlPureOptions, pearlPureGraph } from './pow/pearl-pure-graph.js';
export * from './pow/pearl-rules.js';
export { sha256dGraph } from './pow/sha256d-graph.js';
export type { WorkGraph } from './pow/work-graph.js';
