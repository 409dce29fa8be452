import { describe, expect, it } from '@jest/globals';
import { countParameters, gonkaPocGraph, gonkaPocModel, operatorCost } from '../../../src/workloads/index.js';

const tables = 2 * 8196 * 1792;

describe('the Proof of Compute of Gonka, version 1', () => {
  it('has 17.73 billion parameters without vocabulary tables, 35.5 GB in fp16', () => {
    const parameters = countParameters(gonkaPocModel('mainnet')).total - tables;
    expect(parameters / 1e9).toBeCloseTo(17.73, 2);
    expect((2 * parameters) / 1e9).toBeCloseTo(35.5, 1);
  });

  it('does 9.08 TFLOP a nonce in its projections', () => {
    const { graph, workUnits } = gonkaPocGraph('mainnet', 100);
    const linear = graph.nodes.reduce((sum, { op, group }) => {
      return op.kind === 'gemm' && group !== 'lm_head' ? sum + operatorCost(op).flops : sum;
    }, 0);
    expect(workUnits).toBe(100);
    expect(linear / 100 / 1e12).toBeCloseTo(9.08, 2);
  });

  it('has 2.95 billion parameters on the test network', () => {
    expect(countParameters(gonkaPocModel('testnet')).total / 1e9).toBeCloseTo(2.95 + (2 * 8196 * 1024) / 1e9, 1);
  });
});
