import type { PowerShares } from './board-power.js';

export type PowerFamily = 'gemm' | 'attention_prefill' | 'attention_decode' | 'moe';

/**
 * Fitted by bench/fidelity/fit-power.ts to the B200 rows of ai-dynamo/aiconfigurator@095f58a (vLLM 0.22.0, sustained runs
 * with NVML power, limit 1000 W). Other chips take them as shares of their own limit.
 */
export const POWER_SHARES: Readonly<Record<PowerFamily, PowerShares>> = {
  gemm: {
    base: 0.26,
    activity: 0.356,
    activityExponent: 1.247,
    memory: 0.0524,
    memoryExponent: 0.945,
    compute: 0.644,
    computeExponent: 0.617,
  },
  attention_prefill: {
    base: 0.291,
    activity: 0.0223,
    activityExponent: 5.45,
    memory: 0.0086,
    memoryExponent: 0,
    compute: 0.659,
    computeExponent: 0.148,
  },
  attention_decode: {
    base: 0.354,
    activity: 0,
    activityExponent: 1,
    memory: 0.754,
    memoryExponent: 8,
    compute: 0,
    computeExponent: 1,
  },
  moe: {
    base: 0.189,
    activity: 0.0577,
    activityExponent: 0,
    memory: 0.526,
    memoryExponent: 0.177,
    compute: 1.42,
    computeExponent: 0.738,
  },
};
