import type { Operator } from '../../../workloads/operators/operator.js';

/**
 * Fold of an operator by a hash of its shape alone (FNV-1a with a final mix), so that rows of one shape in several
 * formats never straddle a fold.
 */
export function shapeFold(op: Operator, folds: number): number {
  let hash = 2166136261;
  for (const [name, value] of Object.entries(op)) {
    if (name === 'dtype' || name === 'kvDtype') continue;
    const text = `${name}=${value};`;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  }
  hash = Math.imul(hash ^ (hash >>> 13), 0x5bd1e995);
  return ((hash ^ (hash >>> 15)) >>> 0) % folds;
}
