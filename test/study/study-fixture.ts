import { builtinCatalog } from '../../src/chips/index.js';
import { bundledCalibrations } from '../../src/kernels/calibrated/bundled-calibrations.js';
import { createCalibratedCostModel } from '../../src/kernels/calibrated/calibrated-cost-model.js';
import { parseStudyFile } from '../../src/study/files/study-file.js';
import { catalogLookup } from '../../src/study/run/machine/resolve-machines.js';
import { type ResolvedStudy, resolveStudy } from '../../src/study/run/rewards/resolve-study.js';
import type { RewardsOutcome } from '../../src/study/run/rewards/rewards-outcome.js';
import { runRewards } from '../../src/study/run/rewards/run-rewards.js';
import { builtinModels } from '../../src/workloads/models/model-catalog.js';

/** Two machines, three workloads and three rules: every part of the way at the least cost. */
export const SMALL_STUDY = `
name: small
title: A small study
seed: 1
machines:
  - { id: h100, chip: h100-sxm, dtype: bf16, batch: 8 }
  - { id: lpddr, chip: hypo-7nm-lpddr, dtype: int8, kvDtype: int8, batch: 8 }
workloads:
  - { id: chat, kind: inference, model: llama-3.1-8b, inputTokens: 256, outputTokens: 32 }
  - { id: pearl, kind: matmul-pow, inside: chat }
  - { id: sha256d, kind: hash, algorithm: sha256d }
paid: [pearl, sha256d]
rules: [pow-100, split-5-95, pos-only]
scenario:
  horizon: 4 years
  runs: 20
  emission: 1e9 USD/year
  marketValue: 20e9 USD
  stakedFraction: 60 %
  priceVolatility: 0.25
`;

export function resolveText(text: string): ResolvedStudy {
  const { value, problem } = parseStudyFile('study.yaml', text);
  if (value.kind !== 'chips-to-rewards') throw new Error(value.kind);
  return resolveStudy({ value, problem }, catalogLookup(builtinCatalog()), builtinModels());
}

export function runText(text: string): RewardsOutcome {
  return runRewards(resolveText(text), createCalibratedCostModel(bundledCalibrations()), () => {});
}
