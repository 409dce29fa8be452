import { FALSE_SHARE, POW_PROTOCOLS, verificationCosts } from '../../study/rates/index.js';
import { formatTable, print, printJson } from '../outputs/output.js';
import type { JsonArguments } from './options.js';

/** Runs `pow list`. */
export function listProtocols({ json }: JsonArguments): void {
  const protocols = POW_PROTOCOLS.map(({ rate, ...described }) => ({ ...described, hasRate: rate !== null }));
  const verification = verificationCosts();
  if (json) {
    printJson({ protocols, falseShare: FALSE_SHARE, verification });
    return;
  }
  const described = formatTable(
    ['name', 'unit', 'modelled', 'difficulty', 'reward', 'label'],
    POW_PROTOCOLS.map((each) => [each.name, each.workUnit, each.support, each.difficulty, each.reward, each.label]),
  );
  const checked = formatTable(
    ['name', 'verifier / work', 'proof bytes', 'detected', 'slash / gain', 'check', 'of'],
    verification.map((each) => [
      each.protocol,
      each.workShare === null ? '-' : `${(each.workShare * 100).toPrecision(3)} %`,
      each.proofBytes === null ? '-' : String(each.proofBytes),
      `${(each.detection * 100).toPrecision(4)} %`,
      each.slashOverGain.toPrecision(3),
      each.check,
      each.reason,
    ]),
  );
  const title = `Verification by recomputing a part: what it costs, and which slash deters a miner of whose work ${FALSE_SHARE * 100} % is false`;
  print([described, title, checked].join('\n\n'));
}
