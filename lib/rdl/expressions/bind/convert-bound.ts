import { INVARIANT } from '../../formats/culture.ts';
import { decimalFromNumber } from '../../values/decimal.ts';
import { EvaluationFault } from '../../values/fault.ts';
import type { Value } from '../../values/value.ts';
import { classifyConversion } from '../classify.ts';
import { convertValue, zeroOf } from '../conversions/convert.ts';
import { invalidText } from '../faults.ts';
import { visualBasicName } from '../runtime-type.ts';
import { isIntegralType, isNumericType, isValueType, type StaticType } from '../static-type.ts';
import { type Bound, boundConstant, boundValue, isNothing } from './bound.ts';
import { compileError } from './context.ts';

/** Types whose constants the compiler converts itself; texts depend on the culture of the run. */
function isFoldable(type: StaticType): boolean {
  return isNumericType(type) || type === 'Boolean';
}

/** No culture matters between numbers. */
const NUMBERS_ONLY = { now: 0n, utcOffsetMinutes: 0 } as const;

/**
 * The bound expression converted to a type, as on assignment.
 * @throws CompileFault where the language has no such conversion, or a constant does not fit
 */
export function convertBound(bound: Bound, type: StaticType): Bound {
  if (bound.type === type) return bound;
  if (isNothing(bound)) return boundConstant(nothingAs(type), type, bound.span);
  if (classifyConversion(bound.type, type) === 'none') {
    const [from, to] = [visualBasicName(bound.type), visualBasicName(type)];
    compileError(`Value of type '${from}' cannot be converted to '${to}'.`, bound.span);
  }
  const { constant, run } = bound;
  if (constant !== undefined && isFoldable(bound.type) && isFoldable(type))
    return foldConversion(bound, constant, type);
  if (type === 'Object') return { type, run, constant, span: bound.span };
  if (bound.type === 'String' && (type === 'Boolean' || type === 'DateTime')) return fromText(bound, type);
  return {
    type,
    constant:
      constant !== undefined && bound.type === 'Char' && type === 'String' ? charText(constant) : undefined,
    run: (frame) => convertValue(run(frame), type, frame.environment),
    span: bound.span,
  };
}

/** A String that is Nothing is the empty text here, which is no Boolean and no date. */
function fromText({ run, span }: Bound, type: 'Boolean' | 'DateTime'): Bound {
  return boundValue(type, span, (frame) => {
    const value = run(frame);
    if (value.type === 'Nothing') throw invalidText('', visualBasicName(type));
    return convertValue(value, type, frame.environment);
  });
}

/** Nothing as a value of a type: the zero of value types. */
export function nothingAs(type: StaticType): Value {
  return isValueType(type) ? zeroOf(type) : { type: 'Nothing' };
}

function charText(value: Value): Value {
  return value.type === 'Char' ? { type: 'String', value: value.value } : value;
}

function foldConversion(bound: Bound, constant: Value, type: StaticType): Bound {
  // The compiler converts a Single by way of Double, with more digits than run time keeps.
  const direct =
    constant.type === 'Single' && type === 'Decimal' ? decimalFromNumber(constant.value) : undefined;
  if (direct !== undefined) return boundConstant(direct, type, bound.span);
  // The compiler takes NaN for zero, where run time overflows.
  const isNotANumber = constant.type === 'Double' && Number.isNaN(constant.value) && isIntegralType(type);
  if (isNotANumber) return boundConstant(zeroOf(type), type, bound.span);
  try {
    const value = convertValue(constant, type, { ...NUMBERS_ONLY, culture: INVARIANT });
    return boundConstant(value, type, bound.span);
  } catch (error) {
    if (error instanceof EvaluationFault) {
      compileError(`Constant expression not representable in type '${visualBasicName(type)}'.`, bound.span);
    }
    throw error;
  }
}
