import math from 'mathjs/lib/browser/math.js';
import { z } from 'zod';
import { cos, exp, ln, log2, log10, pow, sin, tanh } from '../numeric/portable-math.js';
import { addFieldProblem } from './document-fields.js';

/** An expression that has been checked, as plain data; `compileExpression` makes it a function. */
export interface Expression {
  readonly text: string;
  /** Names of the arguments, in the order of the values that the compiled function takes. */
  readonly names: readonly string[];
}

/** The values of an expression's names, in their order, to its result, which may be NaN or infinite. */
export type CompiledExpression = (values: ArrayLike<number>) => number;

export type ExpressionReading =
  | { readonly ok: true; readonly expression: Expression; readonly evaluate: CompiledExpression }
  | { readonly ok: false; readonly found: string; readonly fix: string };

const MAX_LENGTH = 500;
/** Every release of Node reads this many nested brackets with the stack that it has; some fail at 240. */
const MAX_DEPTH = 100;

/** The parts of mathjs's syntax tree that are looked at. */
interface AstNode {
  readonly type: string;
  readonly value?: unknown;
  readonly name?: string;
  readonly op?: string;
  readonly fn?: string | AstNode;
  readonly implicit?: boolean;
  readonly args?: readonly AstNode[];
  readonly params?: readonly AstNode[];
  readonly conditionals?: readonly string[];
  readonly content?: AstNode;
  readonly condition?: AstNode;
  readonly trueExpr?: AstNode;
  readonly falseExpr?: AstNode;
  toString(): string;
}

type Binary = (a: number, b: number) => number;
const BINARY: Readonly<Record<string, Binary>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  pow,
  mod: (a, b) => a - b * Math.floor(a / b),
  smaller: (a, b) => Number(a < b),
  larger: (a, b) => Number(a > b),
  smallerEq: (a, b) => Number(a <= b),
  largerEq: (a, b) => Number(a >= b),
  equal: (a, b) => Number(a === b),
  unequal: (a, b) => Number(a !== b),
  and: (a, b) => Number(a !== 0 && b !== 0),
  or: (a, b) => Number(a !== 0 || b !== 0),
};
const UNARY: Readonly<Record<string, (a: number) => number>> = {
  unaryMinus: (a) => -a,
  unaryPlus: (a) => a,
  not: (a) => Number(a === 0),
};
interface FunctionRule {
  readonly least: number;
  readonly most: number;
  readonly call: (...values: number[]) => number;
}
const one = (call: (x: number) => number): FunctionRule => ({ least: 1, most: 1, call });
const FUNCTIONS: Readonly<Record<string, FunctionRule>> = {
  abs: one(Math.abs),
  ceil: one(Math.ceil),
  cos: one(cos),
  exp: one(exp),
  floor: one(Math.floor),
  ln: one(ln),
  log: one(ln),
  log2: one(log2),
  log10: one(log10),
  round: one(Math.round),
  sign: one(Math.sign),
  sin: one(sin),
  sqrt: one(Math.sqrt),
  tanh: one(tanh),
  pow: { least: 2, most: 2, call: pow },
  min: { least: 1, most: 16, call: Math.min },
  max: { least: 1, most: 16, call: Math.max },
};
const CONSTANTS: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };

/** Thrown and caught inside this file only: a part of the text that is not allowed. */
class NotAllowed {
  readonly found: string;
  constructor(found: string) {
    this.found = found;
  }
}

/** How deep the brackets of a text nest. */
function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if ('([{'.includes(character)) deepest = Math.max(deepest, ++depth);
    else if (')]}'.includes(character)) depth--;
  }
  return deepest;
}

/**
 * Reads an arithmetic expression over the given names: numbers, + - * / ^ mod, comparisons, and or not, `a ? b : c`,
 * the constants pi and e, and the functions abs ceil cos exp floor ln log log2 log10 max min pow round sign sin sqrt
 * tanh. Truth is 1 and 0. Evaluation is linear in the length of the text, which is at most 500 characters;
 * brackets nest 100 deep at most.
 *
 * @example
 * compileExpression({ text: '2 * exp(-t / 3)', names: ['t'] })([0]) // 2
 */
export function readExpression(text: string, names: readonly string[]): ExpressionReading {
  const usable = `Use numbers, ${[...names, 'pi', 'e'].join(', ')}, operators and functions such as exp, min or sqrt.`;
  const refuse = (found: string): ExpressionReading => ({ ok: false, found, fix: usable });
  if (text.length > MAX_LENGTH)
    return refuse(`The expression has ${text.length} characters; ${MAX_LENGTH} are allowed.`);
  const shown = JSON.stringify(text);
  if (/[#"'`;\n]/.test(text)) return refuse(`${shown} is more than one arithmetic expression.`);
  if (bracketDepth(text) > MAX_DEPTH) return refuse(`Its brackets nest deeper than ${MAX_DEPTH}.`);
  let root: AstNode;
  try {
    root = math.parse(text) as unknown as AstNode;
  } catch (error) {
    // mathjs reports every syntax error by throwing; its message names the place.
    return refuse(`${shown} cannot be read: ${String((error as Error).message)}.`);
  }
  try {
    const evaluate = compile(root, names);
    return { ok: true, expression: { text, names }, evaluate };
  } catch (error) {
    if (error instanceof NotAllowed) return refuse(`${shown} ${error.found}.`);
    throw error;
  }
}

/** The function of an expression that `readExpression` accepted; a refused one is a bug here. */
export function compileExpression({ text, names }: Expression): CompiledExpression {
  const reading = readExpression(text, names);
  if (!reading.ok) throw new Error(reading.found);
  return reading.evaluate;
}

/** A schema field for an expression over the given names, such as `t`; it becomes plain data. Numbers are accepted. */
export function expressionField(names: readonly string[]) {
  const about = { description: `An expression over ${names.join(', ')}.` };
  return z
    .union([z.string(), z.number()])
    .meta(about)
    .transform((given, context): Expression => {
      const reading = readExpression(String(given), names);
      if (reading.ok) return reading.expression;
      addFieldProblem(context, { code: 'bad-expression', found: reading.found, fix: reading.fix });
      return z.NEVER;
    });
}

function compile(node: AstNode, names: readonly string[]): CompiledExpression {
  switch (node.type) {
    case 'ConstantNode': {
      const { value } = node;
      if (typeof value !== 'number' || !Number.isFinite(value))
        throw new NotAllowed('holds something that is no number');
      return () => value;
    }
    case 'SymbolNode':
      return compileName(node.name ?? '', names);
    case 'ParenthesisNode':
      return compile(node.content!, names);
    case 'ConditionalNode': {
      const condition = compile(node.condition!, names);
      const yes = compile(node.trueExpr!, names);
      const no = compile(node.falseExpr!, names);
      return (values) => (condition(values) !== 0 ? yes(values) : no(values));
    }
    case 'OperatorNode':
      return compileOperator(node, names);
    case 'RelationalNode':
      return compileChain(node, names);
    case 'FunctionNode':
      return compileCall(node, names);
    default:
      throw new NotAllowed(`uses ${JSON.stringify(node.toString())}, which is not arithmetic`);
  }
}

function compileName(name: string, names: readonly string[]): CompiledExpression {
  const index = names.indexOf(name);
  if (index >= 0) return (values) => values[index]!;
  const constant = Object.hasOwn(CONSTANTS, name) ? CONSTANTS[name] : undefined;
  if (constant === undefined) throw new NotAllowed(`uses the name ${JSON.stringify(name)}, which is not known`);
  return () => constant;
}

function compileOperator(node: AstNode, names: readonly string[]): CompiledExpression {
  if (node.implicit) throw new NotAllowed(`leaves out the * in ${JSON.stringify(node.toString())}`);
  const fn = String(node.fn);
  const [left, right] = (node.args ?? []).map((arg) => compile(arg, names));
  const unary = Object.hasOwn(UNARY, fn) ? UNARY[fn] : undefined;
  if (unary !== undefined && left !== undefined) return (values) => unary(left(values));
  const binary = Object.hasOwn(BINARY, fn) ? BINARY[fn] : undefined;
  if (binary === undefined || left === undefined || right === undefined)
    throw new NotAllowed(`uses the operator ${node.op}, which is not arithmetic`);
  return (values) => binary(left(values), right(values));
}

/** `0 < t < 3`: every neighbouring pair must hold. */
function compileChain(node: AstNode, names: readonly string[]): CompiledExpression {
  const parts = (node.params ?? []).map((part) => compile(part, names));
  const relations = (node.conditionals ?? []).map((name) => BINARY[name]!);
  return (values) => {
    for (const [i, relation] of relations.entries())
      if (relation(parts[i]!(values), parts[i + 1]!(values)) === 0) return 0;
    return 1;
  };
}

function compileCall(node: AstNode, names: readonly string[]): CompiledExpression {
  const callee = node.fn as AstNode;
  const name = callee.type === 'SymbolNode' ? (callee.name ?? '') : callee.toString();
  const rule = callee.type === 'SymbolNode' && Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (rule === undefined) throw new NotAllowed(`calls ${JSON.stringify(name)}, which is not known`);
  const { call, least, most } = rule;
  const args = (node.args ?? []).map((arg) => compile(arg, names));
  if (args.length < least || args.length > most) {
    const wanted = least === most ? String(least) : `${least} to ${most}`;
    throw new NotAllowed(`gives ${name} ${args.length} arguments where it takes ${wanted}`);
  }
  const [first] = args;
  if (args.length === 1) return (values) => call(first!(values));
  return (values) => call(...args.map((arg) => arg(values)));
}
