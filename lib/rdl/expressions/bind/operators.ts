import { EvaluationFault } from '../../values/fault.ts';
import { booleanValue } from '../../values/make.ts';
import type { Value } from '../../values/value.ts';
import type { BinaryNode, BinaryOperator, Span, UnaryNode } from '../ast.ts';
import { toBoolean } from '../conversions/convert.ts';
import { toDouble } from '../conversions/to-number.ts';
import { overflow } from '../faults.ts';
import { complement, negate } from '../operators/compute.ts';
import { concatenate, lateBinary, lateComparison, lateUnary } from '../operators/late.ts';
import { operandType, unaryType } from '../operators/operand-type.ts';
import { structureOperator } from '../operators/structures.ts';
import { visualBasicName } from '../runtime-type.ts';
import { isEnumType, isNumericType, isValueType, type StaticType } from '../static-type.ts';
import { type Bound, boundConstant, boundValue, isNothing } from './bound.ts';
import { type BindContext, compileError } from './context.ts';
import { convertBound } from './convert-bound.ts';
import { COMPARISONS, early, undefinedOperator } from './early-operators.ts';

/** @throws CompileFault */
export function bindBinary(node: BinaryNode, context: BindContext): Bound {
  const left = context.bind(node.left);
  const right = context.bind(node.right);
  return binary(node.operator, left, right, node);
}

/** An operator between two bound operands; also what `x += y` is made of. @throws CompileFault */
export function binary(operator: BinaryOperator, left: Bound, right: Bound, span: Span): Bound {
  switch (operator) {
    case 'Is':
    case 'IsNot':
      return identity(operator, left, right, span);
    case 'AndAlso':
    case 'OrElse':
      return shortCircuit(operator, left, right, span);
    default:
      return (
        ofStructures(operator, left, right, span) ??
        late(operator, left, right, span) ??
        early(operator, left, right, span)
      );
  }
}

function identity(operator: 'Is' | 'IsNot', left: Bound, right: Bound, span: Span): Bound {
  for (const { type } of [left, right]) {
    if (isValueType(type)) {
      compileError(
        `'${operator}' operator does not accept operands of type '${visualBasicName(type)}'.`,
        span,
      );
    }
  }
  const wanted = operator === 'Is';
  return boundValue('Boolean', span, (frame) =>
    booleanValue(isSame(left.run(frame), right.run(frame)) === wanted),
  );
}

/** Reference equality; equal texts count as one, as literals are. */
export function isSame(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left.type !== right.type) return false;
  if (left.type === 'Nothing' || left.type === 'DBNull') return true;
  if (left.type === 'Object' && right.type === 'Object') return left.value === right.value;
  if (left.type === 'Array' && right.type === 'Array') return left.items === right.items;
  return left.type === 'String' && right.type === 'String' && left.value === right.value;
}

function shortCircuit(operator: 'AndAlso' | 'OrElse', left: Bound, right: Bound, span: Span): Bound {
  // Nothing takes the type of the other operand first; as a text it is no Boolean.
  const typedAs = (bound: Bound, other: Bound) => convertBound(conditionAs(bound, other), 'Boolean');
  const [a, b] = [typedAs(left, right), typedAs(right, left)];
  const stopsAt = operator === 'OrElse';
  return boundValue('Boolean', span, (frame) => {
    const first = a.run(frame);
    return toBoolean(first, frame.environment) === stopsAt ? first : b.run(frame);
  });
}

/** What of an operand becomes a Boolean; beside an Object, run time says so of what has operators of its own. */
function conditionAs(bound: Bound, other: Bound): Bound {
  if (isNothing(bound) && other.type === 'String') return convertBound(bound, 'String');
  const isChecked = other.type === 'Object' && (bound.type === 'TimeSpan' || bound.type === 'Guid');
  return isChecked ? convertBound(bound, 'Object') : bound;
}

const STRUCTURES = new Set(['DateTime', 'TimeSpan', 'DateTimeOffset', 'Guid']);

/** Operators that DateTime, TimeSpan, DateTimeOffset and Guid define themselves. */
function ofStructures(operator: BinaryOperator, left: Bound, right: Bound, span: Span): Bound | undefined {
  if (isNothing(left) && STRUCTURES.has(right.type)) {
    return ofStructures(operator, convertBound(left, right.type), right, span);
  }
  if (isNothing(right) && STRUCTURES.has(left.type)) {
    return ofStructures(operator, left, convertBound(right, left.type), span);
  }
  const type = structureResult(operator, left.type, right.type);
  if (type === undefined) return undefined;
  return boundValue(type, span, (frame) => {
    const result = structureOperator(operator, left.run(frame), right.run(frame), frame.environment);
    return result ?? undefinedOperator(operator, left, right, span);
  });
}

function structureResult(
  operator: BinaryOperator,
  left: StaticType,
  right: StaticType,
): StaticType | undefined {
  const isSame = left === right && STRUCTURES.has(left) && left !== 'DateTime';
  if (COMPARISONS.has(operator)) return isSame ? 'Boolean' : undefined;
  const hasNumber = (type: StaticType) =>
    isNumericType(type) || type === 'Boolean' || type === 'String' || isEnumType(type);
  switch (operator) {
    case '+':
    case '-':
      if (right === 'TimeSpan' && STRUCTURES.has(left) && left !== 'Guid') return left;
      return operator === '-' && left === right && STRUCTURES.has(left) && left !== 'Guid'
        ? 'TimeSpan'
        : undefined;
    case '*':
      return (left === 'TimeSpan' && hasNumber(right)) || (right === 'TimeSpan' && hasNumber(left))
        ? 'TimeSpan'
        : undefined;
    case '/':
      if (left !== 'TimeSpan') return undefined;
      return right === 'TimeSpan' ? 'Double' : hasNumber(right) ? 'TimeSpan' : undefined;
    default:
      return undefined;
  }
}

function isLate(bound: Bound): boolean {
  return bound.type === 'Object' || bound.type === 'DBNull';
}

/** Operators that Visual Basic defines for a type beside an Object. */
function takesObject(operator: BinaryOperator, operand: Bound): boolean {
  const { type } = operand;
  if (isLate(operand) || isNothing(operand)) return true;
  if (type === 'TimeSpan' || type === 'Guid') return true;
  if (type === 'DateTime' || type === 'Char' || type === 'Char()') {
    return operator === '+' || operator === '&' || operator === 'Like' || COMPARISONS.has(operator);
  }
  return operandType('=', type, type) !== undefined;
}

function late(operator: BinaryOperator, left: Bound, right: Bound, span: Span): Bound | undefined {
  if (!isLate(left) && !isLate(right)) return undefined;
  // By how far to shift is converted when it runs.
  const isShift = operator === '<<' || operator === '>>';
  const checked = isShift && isLate(left) && STRUCTURES.has(right.type) ? [left] : [left, right];
  for (const operand of checked) {
    if (!takesObject(operator, operand)) return undefinedOperator(operator, left, right, span);
  }
  if (operator === '&') {
    return boundValue('Object', span, (frame) =>
      concatenate(left.run(frame), right.run(frame), frame.environment),
    );
  }
  if (COMPARISONS.has(operator)) {
    return boundValue('Object', span, (frame) =>
      lateComparison(operator, left.run(frame), right.run(frame), frame.environment),
    );
  }
  return boundValue('Object', span, (frame) =>
    lateBinary(operator, left.run(frame), right.run(frame), frame.environment),
  );
}

/** @throws CompileFault */
export function bindUnary(node: UnaryNode, context: BindContext): Bound {
  const operand = context.bind(node.operand);
  const { operator } = node;
  if (isLate(operand)) {
    return boundValue('Object', node, (frame) => lateUnary(operator, operand.run(frame), frame.environment));
  }
  if (operand.type === 'TimeSpan' && operator !== 'Not') {
    return boundValue('TimeSpan', node, (frame) =>
      lateUnary(operator, operand.run(frame), frame.environment),
    );
  }
  const type = unaryType(operator, isNothing(operand) ? 'Int32' : operand.type);
  if (type === undefined) {
    return compileError(
      `Operator '${operator}' is not defined for type '${visualBasicName(operand.type)}'.`,
      node,
    );
  }
  return applyUnary(operator, convertBound(operand, type), node);
}

function applyUnary(operator: UnaryNode['operator'], operand: Bound, span: Span): Bound {
  const { type } = operand;
  const apply = (value: Value): Value => {
    if (operator === '+') return value;
    if (operator === 'Not')
      return value.type === 'Enum'
        ? { ...value, value: ~value.value, name: String(~value.value) }
        : complement(value);
    const result = negate(value);
    if (result === undefined) throw overflow();
    return result;
  };
  const { constant, run } = operand;
  if (constant === undefined) return boundValue(type, span, (frame) => apply(run(frame)));
  try {
    return boundConstant(apply(constant), type, span);
  } catch (error) {
    if (!(error instanceof EvaluationFault)) throw error;
    return compileError(`Constant expression not representable in type '${visualBasicName(type)}'.`, span);
  }
}

/** True where a type can stand as the condition of If, While and the like, or is checked when it runs. */
export function conditionOf(bound: Bound): (frame: Parameters<Bound['run']>[0]) => boolean {
  const { run } = convertBound(bound, 'Boolean');
  return (frame) => {
    const value = run(frame);
    return value.type === 'Boolean' && value.value;
  };
}

/** The whole number that an index or a bound is, converted when it runs. */
export function integerOf(bound: Bound): (frame: Parameters<Bound['run']>[0]) => number {
  const { run } = convertBound(bound, 'Int32');
  return (frame) => toDouble(run(frame), frame.environment);
}
