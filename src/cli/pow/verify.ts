import type { CommandModule } from 'yargs';
import { compactToTarget, pearl } from '../../pow-model/index.js';
import { EXIT } from '../outputs/exit-codes.js';
import { print, printJson } from '../outputs/output.js';
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
  return times.sort((a, b) => a - b)[TIMED_CHECKS >> 1]!;
}

export const powVerifyCommand: CommandModule = {
  command: 'verify <proof>',
  describe: 'check a proof file against every rule; exit 1 names the broken one',
  builder: (yargs) =>
    yargs
      .positional('proof', { type: 'string', demandOption: true, describe: 'file that prove wrote' })
      .option('bits', { type: 'string', describe: 'another compact target than that of the file' })
      .option('json', { type: 'boolean', default: false, describe: 'print JSON' })
      .example('$0 pow verify proof.json', 'valid, or the name of the rule')
      .example('$0 pow verify proof.json --bits 0x1d00ffff', 'against a harder target'),
  handler: ({ proof: file, bits, json }) => {
    const content = readProofFile(String(file));
    const target = compactToTarget(parseBits(bits === undefined ? content.nBits : String(bits)));
    const proof = pearl.decodeProof(fromHex(content.proof));
    const claim = { header: fromHex(content.header), target };
    const verdict = pearl.verify(proof, claim);
    const milliseconds = millisecondsOf(() => pearl.verify(proof, claim));
    if (json) printJson({ ...verdict, milliseconds });
    else print(verdict.ok ? `valid (${milliseconds.toFixed(1)} ms a check)` : `not valid: ${verdict.reason}`);
    if (!verdict.ok) process.exitCode = EXIT.regression;
  },
};
