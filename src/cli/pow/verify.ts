import { compactToTarget, pearl } from '../../pow-model/index.js';
import { median } from '../../stats/median.js';
import { EXIT } from '../outputs/exit-codes.js';
import { print, printJson } from '../outputs/output.js';
import type { VerifyArguments } from './options.js';
import { fromHex, readProofFile } from './proof-file.js';
import { parseBits } from './prove.js';

const TIMED_CHECKS = 9;

/** Median time of a check once the compiler has seen it. */
function millisecondsOf(check: () => void): number {
  const times = Array.from({ length: TIMED_CHECKS }, () => {
    const started = performance.now();
    check();
    return performance.now() - started;
  });
  return median(times);
}

/** Runs `pow verify`. */
export function verifyProof({ proof: file, bits, json }: VerifyArguments): void {
  const content = readProofFile(file);
  const target = compactToTarget(parseBits(bits === undefined ? content.nBits : bits));
  const proof = pearl.decodeProof(fromHex(content.proof));
  const claim = { header: fromHex(content.header), target };
  const verdict = pearl.verify(proof, claim);
  const milliseconds = millisecondsOf(() => pearl.verify(proof, claim));
  if (json) printJson({ ...verdict, milliseconds });
  else print(verdict.ok ? `valid (${milliseconds.toFixed(1)} ms a check)` : `not valid: ${verdict.reason}`);
  if (!verdict.ok) process.exitCode = EXIT.regression;
}
