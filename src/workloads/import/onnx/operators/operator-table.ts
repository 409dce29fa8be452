import type { OperatorRule } from '../model/node-scope.js';
import { ATTENTION_RULES } from './attention.js';
import { CONSTANT_RULES } from './constant.js';
import { CONVOLUTION_RULES } from './convolution.js';
import { ELEMENTWISE_RULES } from './elementwise.js';
import { LAYOUT_RULES } from './layout.js';
import { MATRIX_RULES } from './matrix.js';
import { MOVEMENT_RULES } from './movement.js';
import { NORMALIZATION_RULES } from './normalization.js';
import { QUANTIZATION_RULES } from './quantization.js';
import { RECURRENT_RULES } from './recurrent.js';
import { REDUCTION_RULES } from './reduction.js';

const RULES: Readonly<Record<string, OperatorRule>> = {
  ...ATTENTION_RULES,
  ...CONSTANT_RULES,
  ...CONVOLUTION_RULES,
  ...ELEMENTWISE_RULES,
  ...LAYOUT_RULES,
  ...MATRIX_RULES,
  ...MOVEMENT_RULES,
  ...NORMALIZATION_RULES,
  ...QUANTIZATION_RULES,
  ...RECURRENT_RULES,
  ...REDUCTION_RULES,
};

/** Operators of the runtime that most exporters target which mean what their names say. */
const RUNTIME_OPERATORS = [
  'FusedMatMul',
  'FusedConv',
  'Gelu',
  'FastGelu',
  'BiasGelu',
  'QuickGelu',
  'SimplifiedLayerNormalization',
  'SkipLayerNormalization',
  'SkipSimplifiedLayerNormalization',
];

/** Domains and operators that have a rule; null for all others. */
export function operatorRule(domain: string, opType: string): OperatorRule | null {
  const isKnown = domain === '' || (domain === 'com.microsoft' && RUNTIME_OPERATORS.includes(opType));
  return isKnown && Object.hasOwn(RULES, opType) ? (RULES[opType] ?? null) : null;
}
