import { canonicalJson } from '../../foundation/record/canonical-json.js';
import { sha256Hex } from '../../foundation/record/hash.js';
import type { BenchFile } from './bench-file.js';

/**
 * A short name for the environment of a file, the same for the same environment: the CPU or GPU in words, then eight digits
 * of a hash over all keys.
 *
 * @example
 * environmentKey({ cpu: 'AMD EPYC 9B14', node: '20' }) // 'amd-epyc-9b14-f3a793dc'
 */
export function environmentKey(environment: BenchFile['environment']): string {
  const words = (environment.gpu ?? environment.cpu ?? 'unknown').toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const digits = sha256Hex(canonicalJson(environment)).slice(0, 8);
  return `${words.replace(/^-|-$/g, '').slice(0, 40) || 'unknown'}-${digits}`;
}
