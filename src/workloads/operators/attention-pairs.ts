/**
 * Query-key pairs of causal attention: `qLen` new tokens at the end of `kvLen`, each seeing itself and what came
 * before, at most `reach` tokens (0: all of them).
 */
export function causalPairs(qLen: number, kvLen: number, reach: number): number {
  const first = kvLen - qLen + 1;
  if (reach === 0 || kvLen <= reach) return (qLen * (first + kvLen)) / 2;
  if (first >= reach) return qLen * reach;
  const growing = reach - first;
  return (growing * (first + reach - 1)) / 2 + (qLen - growing) * reach;
}

/** Distinct keys that `qLen` new tokens at the end of `kvLen` see through a sliding window (0: full attention). */
export function visibleKeys(qLen: number, kvLen: number, window: number): number {
  return window === 0 ? kvLen : Math.min(kvLen, qLen - 1 + window);
}
