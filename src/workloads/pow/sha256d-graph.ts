import { hashGraph } from './hash-graphs.js';
import type { WorkGraph } from './work-graph.js';

/** `hashes` evaluations of Bitcoin's double SHA-256: the classical yardstick. */
export function sha256dGraph(hashes: number): WorkGraph {
  return hashGraph('sha256d', hashes);
}
