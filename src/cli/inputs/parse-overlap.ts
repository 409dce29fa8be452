import { UserError } from '../../foundation/errors/user-error.js';
import { NO_OVERLAP, type OverlapShares } from '../../sim/chip/overlap.js';

const SHARE = /^(?:0(?:\.\d+)?|1(?:\.0+)?|\.\d+)$/;

/** `0.5` for every kind of collective, or shares by kind, such as `all_reduce=0.5,alltoall=0.8`. */
export function parseOverlap(text: string): OverlapShares {
  const kinds = Object.keys(NO_OVERLAP) as (keyof OverlapShares)[];
  const shares = { ...NO_OVERLAP };
  for (const part of text.split(',').map((one) => one.trim())) {
    const [kind, share] = part.includes('=') ? part.split('=').map((one) => one.trim()) : [null, part];
    const known = kind === null ? kinds : kinds.filter((one) => one === kind);
    if (known.length === 0 || share === undefined || !SHARE.test(share)) throw badOverlap(part, kinds);
    for (const one of known) shares[one] = Number(share);
  }
  return shares;
}

function badOverlap(part: string, kinds: readonly string[]): UserError {
  const found = `A share must be a number from 0 to 1; found ${JSON.stringify(part.slice(0, 60))}.`;
  const fix = `Write a share, such as 0.5, or one by kind, such as all_reduce=0.5; kinds are ${kinds.join(', ')}.`;
  return new UserError([{ code: 'bad-option', file: 'command line', line: null, path: '--overlap', found, fix }]);
}
