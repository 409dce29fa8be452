export { architectureFile } from './architecture-file.js';
export { type ArchitectureFile, architectureFileSchema, expandArchitecture } from './architecture-schema.js';
export { causalPairs, visibleKeys } from './attention-pairs.js';
export { DTYPES, type Dtype, dtypeLayout, type RateName } from './dtype.js';
export type { Graph, GraphNode } from './graph.js';
export { GraphBuilder } from './graph-builder.js';
export { type DescribedGraph, formatGraphFile, parseGraphFile } from './graph-file.js';
export { importHuggingFace } from './import/huggingface.js';
export { importScaleSimTopology } from './import/scale-sim-topology.js';
export { importTimeloopProblem } from './import/timeloop-problem.js';
export { KV_DTYPES, kvDtypeBytes } from './kv-dtype.js';
export * from './llm-architecture.js';
export { type DecodeOptions, decodeGraph, type PrefillOptions, prefillGraph } from './llm-graph.js';
export * from './memory-footprint.js';
export { builtinModels, type ModelCatalog, resolveModel } from './model-catalog.js';
export { expectedExpertsTouched } from './moe-routing.js';
export { nestGraph } from './nest-graph.js';
export * from './nest-problem.js';
export { firstLayers, onlyLayers } from './only-layers.js';
export type * from './operator.js';
export { type OperatorCost, operatorCost } from './operator-cost.js';
export { countParameters, type ParameterTensor, parameterTensors } from './parameter-tensors.js';
export { parseArchitecture } from './parse-architecture.js';
export { contextParallel } from './placement/context-parallel.js';
export type { ContextExchange } from './placement/context-prefill.js';
export { dataParallel } from './placement/data-parallel.js';
export { expectedRanksReached, expertParallel } from './placement/expert-parallel.js';
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
export { chooseDtypes, type TensorDtypes, uniformDtypes } from './tensor-dtypes.js';
