import { exp, pow } from '../../foundation/numeric/portable-math.js';
import type { MoeOperator } from '../../workloads/operators/operator.js';

/** What the timed rank has to do: rows of the expert matrices, and experts that have any. */
export interface MoeLoad {
  /** Token-expert pairs of all ranks. */
  all: number;
  /** Pairs of the timed rank. */
  local: number;
  /** Experts of the timed rank with at least one pair. */
  active: number;
  /** Pairs are spread evenly over the active experts. */
  even: boolean;
}

/**
 * Routing as timing tables make it (collector of ai-dynamo/aiconfigurator at 095f58a); the timed rank is the first one
 * under `balanced` and the one with the most pairs under a power law. `uniform` is each token choosing at random.
 */
export function moeLoad(op: MoeOperator, hotExponent: number, out: MoeLoad): void {
  out.all = op.tokens * op.topk;
  if (op.distribution === 'balanced') balancedLoad(op, out);
  else if (op.distribution === 'uniform') uniformLoad(op, out);
  else powerLawLoad(op, hotExponent, out);
}

/**
 * Choice i of a token is i strides of ceil(experts / topk) after its first, and first choices walk through one stride:
 * one expert a token, or in equal steps when there are fewer tokens than a stride has experts.
 */
function balancedLoad(op: MoeOperator, out: MoeLoad): void {
  const experts = op.experts / op.ep;
  const stride = Math.ceil(op.experts / op.topk);
  const wholeStrides = Math.floor(experts / stride);
  const rest = experts - wholeStrides * stride;
  const { tokens } = op;
  const inRest =
    tokens < stride
      ? Math.ceil((rest * tokens) / stride)
      : rest * Math.floor(tokens / stride) + Math.min(rest, tokens % stride);
  out.even = true;
  out.local = Math.max(1, wholeStrides * tokens + inRest);
  out.active = Math.min(experts, out.local);
}

function uniformLoad(op: MoeOperator, out: MoeLoad): void {
  const experts = op.experts / op.ep;
  out.even = false;
  out.local = out.all / op.ep;
  out.active = Math.max(1e-9, experts * (1 - pow(1 - Math.min(1, op.topk / op.experts), op.tokens)));
}

/** Experts that get pairs at all when there are many: loads even in their logarithm leave a tenth that round to zero. */
const REACHED_SHARE = 0.9;

/**
 * Loads are drawn evenly in their logarithm, scaled and rounded. Pairs lost to rounding go to the first experts, so
 * that few pairs nearly all meet on one rank; many pairs leave the hottest rank ep^-hotExponent of them.
 */
function powerLawLoad(op: MoeOperator, hotExponent: number, out: MoeLoad): void {
  const pairsPerExpert = out.all / op.experts;
  const spread = 1 - exp(-2 * pairsPerExpert);
  const reached = out.all / (1 + pairsPerExpert / REACHED_SHARE);
  out.even = false;
  out.local = Math.max(1, out.all * pow(op.ep, -hotExponent * spread));
  out.active = Math.max(1, Math.min(op.experts / op.ep, reached * pow(op.ep, -REACHED_SHARE * spread), out.local));
}
