import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../../../src/foundation/errors/user-error.js';
import { parseNetworkFile } from '../../../src/study/files/network-file.js';

const examples = readdirSync('examples').filter((name) => name.startsWith('network-'));

const base = `name: n
title: A network
difficulty: fixed
blockTime: 600 s
hashRate: 1 EH/s
miners:
  - { id: a, share: 60 % }
  - { id: b, share: 40 % }
propagation: { delay: 1 s }
`;

const problemsOf = (text: string): readonly Problem[] => {
  try {
    parseNetworkFile('n.yaml', text);
  } catch (error) {
    return (error as { problems: Problem[] }).problems;
  }
  return [];
};

describe('parseNetworkFile', () => {
  it.each(examples)('reads examples/%s, which starts with the line for editors', (name) => {
    const text = readFileSync(`examples/${name}`, 'utf8');
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../schemas/network.schema.json');
    expect(parseNetworkFile(name, text).value.miners.length).toBeGreaterThan(1);
  });

  it('fills in every default', () => {
    expect(parseNetworkFile('n.yaml', base).value).toMatchObject({
      seed: 1,
      runs: 20,
      hashRatePath: { kind: 'constant' },
      check: 0,
      reward: null,
    });
  });

  it('names every problem of a file at once, each with its line', () => {
    const text = base
      .replace('difficulty: fixed', 'difficulty: bitcoin')
      .replace('id: b, share: 40 %', 'id: a, share: 30 %, strategy: { kind: selfish, gamma: 50 % }')
      .concat('runs: 1000\nblocks: 1000000\nhashRatePath: { kind: oscillating, period: 1 s, factor: 2 }\n');
    expect(problemsOf(text).map(({ code, line }) => [code, line])).toEqual([
      ['block-time-of-rule', 4],
      ['miner-shares', 6],
      ['duplicate-id', 8],
      ['too-much-work', 11],
      ['too-many-steps', 12],
    ]);
  });

  it.each([
    ['unknown rules', base.replace('fixed', 'bitcion'), 'difficulty'],
    ['a block time that no rule gives', base.replace('blockTime: 600 s\n', ''), 'difficulty'],
    [
      'networks without an honest miner',
      base.replaceAll(' %', ' %, strategy: { kind: hopping, mostDifficulty: 1 }'),
      'miners',
    ],
    [
      'attackers of half the hash rate',
      `${base}doubleSpend: { attacker: 50 %, confirmations: 6 }\n`,
      'doubleSpend.attacker',
    ],
    ['negative delays', base.replace('delay: 1 s', 'delay: -1 s'), 'propagation.delay'],
  ])('refuses %s', (_what, text, path) => {
    expect(problemsOf(text).map((problem) => problem.path)).toContain(path);
  });
});
