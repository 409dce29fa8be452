/**
 * The key of the kernel library that a timing row's kernel belongs to. The library decides more than the chip: split
 * rules, head packing and quantisation kernels travel with it. `kernelSource` and `framework` are the table's columns.
 */
export function kernelLibrary(kernel: string, kernelSource: string, framework: string): string {
  const source = kernelSource.toLowerCase();
  if (framework.toLowerCase() === 'tfjs') return 'tfjs';
  switch (kernel) {
    case 'gemm':
    case 'batched_gemm':
      return gemmLibrary(source, framework.toLowerCase());
    case 'attention_prefill':
    case 'attention_decode':
      return attentionLibrary(source);
    case 'moe':
      return moeLibrary(source);
    case 'all_reduce':
    case 'all_gather':
    case 'reduce_scatter':
    case 'alltoall':
    case 'send_recv':
      return source.startsWith('vllm_custom') ? 'vllm-custom-all-reduce' : 'nccl';
    default:
      return framework.toLowerCase().startsWith('sarathi') ? 'sarathi-serve' : 'pytorch';
  }
}

function gemmLibrary(source: string, framework: string): string {
  if (framework === 'trtllm') return 'tensorrt-llm';
  if (framework === 'deepbench') return 'vendor-blas';
  if (source.startsWith('cutlass')) return 'cutlass';
  if (source.startsWith('flashinfer')) return 'flashinfer';
  if (source.startsWith('triton')) return 'triton';
  if (source.startsWith('cijk')) return 'rocblas';
  return 'cublas';
}

function attentionLibrary(source: string): string {
  if (source.includes('triton')) return 'triton';
  if (source.includes('fa4')) return 'flash-attention-4';
  if (source.includes('fa3')) return 'flash-attention-3';
  if (source.includes('flash_attn')) return 'flash-attention-2';
  if (source.includes('flashinfer_fi')) return 'flashinfer';
  if (source.includes('flashinfer')) return 'flashinfer-tensorrt-llm';
  return source === '' ? 'unknown' : source;
}

function moeLibrary(source: string): string {
  if (source.includes('marlin')) return 'marlin';
  if (source.includes('flashinfer_trtllm')) return 'flashinfer-tensorrt-llm';
  if (source.includes('flashinfer_cutlass')) return 'flashinfer-cutlass';
  if (source.includes('oaitriton')) return 'openai-triton';
  if (source.includes('triton')) return 'triton';
  if (source.includes('fused_moe')) return 'triton-fused-moe';
  return source === '' ? 'unknown' : source;
}
