import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, parseSystemFile, resolveChip } from '../../../src/chips/index.js';
import { networkSize } from '../../../src/chips/network/network.js';

const folder = 'examples/systems/';

describe('the example systems', () => {
  it.each(readdirSync(folder))('%s is read with the chip that its command names', (name) => {
    const text = readFileSync(folder + name, 'utf8');
    const id = /--chip (\S+)/.exec(text)![1]!;
    const { network } = parseSystemFile(name, text, resolveChip(builtinCatalog(), id));
    expect(networkSize(network)).toBeGreaterThan(8);
  });
});
