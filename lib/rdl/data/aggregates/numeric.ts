import type { Decimal } from '../../values/decimal.ts';
import {
  addDecimals,
  DECIMAL_ZERO,
  decimal,
  decimalToNumber,
  divideDecimals,
  multiplyDecimals,
  subtractDecimals,
} from '../../values/decimal.ts';
import type { Value } from '../../values/value.ts';
import { NOTHING } from '../../values/value.ts';
import { toNumber } from '../comparison/comparer.ts';
import { classOf } from '../comparison/value-class.ts';
import type { Accumulator } from './accumulator.ts';
import { AggregateFault } from './accumulator.ts';

/** What Sum, Avg, StDev and Var keep: count, sum and sum of squares, as Double or as Decimal. */
type Sums = {
  count: number;
  kind: 'double' | 'decimal' | 'time-span' | undefined;
  sum: number;
  squares: number;
  decimalSum: Decimal;
  decimalSquares: Decimal;
};

type Finish = { readonly double: (sums: Sums) => Value; readonly decimal: (sums: Sums) => Value };

/**
 * Sum, Avg, StDev, StDevP, Var and VarP. Integers and floats give a Double, Decimals a Decimal (StDev and StDevP
 * always a Double), time spans a Double of ticks; Nothing is skipped, and no values give Nothing.
 */
export function numericAccumulator(finish: Finish, options: { readonly squares: boolean }): Accumulator {
  const sums: Sums = {
    count: 0,
    kind: undefined,
    sum: 0,
    squares: 0,
    decimalSum: DECIMAL_ZERO,
    decimalSquares: DECIMAL_ZERO,
  };
  return {
    add(value) {
      const kind = kindOf(value);
      if (kind === undefined) return;
      if (sums.kind !== undefined && sums.kind !== kind)
        throw new AggregateFault('rsAggregateOfMixedDataTypes');
      sums.kind = kind;
      sums.count += 1;
      if (value.type === 'Decimal') {
        sums.decimalSum = inRange(addDecimals(sums.decimalSum, value));
        if (options.squares) {
          sums.decimalSquares = inRange(
            addDecimals(sums.decimalSquares, inRange(multiplyDecimals(value, value))),
          );
        }
      } else {
        const number = 'ticks' in value ? Number(value.ticks) : toNumber(value);
        sums.sum += number;
        if (options.squares) sums.squares += number * number;
      }
    },
    result() {
      if (sums.count === 0) return NOTHING;
      return sums.kind === 'decimal' ? finish.decimal(sums) : finish.double(sums);
    },
  };
}

/** Undefined for Nothing, which is skipped. */
function kindOf(value: Value): Sums['kind'] {
  switch (classOf(value)) {
    case 'nothing':
      return undefined;
    case 'integer':
    case 'float':
      return 'double';
    case 'decimal':
      return 'decimal';
    case 'time-span':
      return 'time-span';
    case 'none':
      throw new AggregateFault('rsAggregateOfInvalidExpressionDataType');
    default:
      throw new AggregateFault('rsAggregateOfNonNumericData');
  }
}

/** A Decimal sum that leaves the range of 28 digits. */
export class AggregateOverflow extends Error {}

function inRange(value: Decimal | undefined): Decimal {
  if (value === undefined)
    throw new AggregateOverflow('Value was either too large or too small for a Decimal.');
  return value;
}

const double = (value: number): Value => ({ type: 'Double', value });
const whole = (value: number): Decimal => decimal(BigInt(value));

export const SUM: Finish = { double: ({ sum }) => double(sum), decimal: ({ decimalSum }) => decimalSum };

export const AVERAGE: Finish = {
  double: ({ sum, count }) => double(sum / count),
  decimal: ({ decimalSum, count }) => inRange(divideDecimals(decimalSum, whole(count))),
};

/** Of a sample the variance of one value is unknown: Nothing. */
export const VARIANCE: Finish = {
  double: (sums) => (sums.count < 2 ? NOTHING : double(doubleVariance(sums, sums.count - 1))),
  decimal: (sums) => (sums.count < 2 ? NOTHING : decimalVariance(sums, sums.count - 1)),
};

export const POPULATION_VARIANCE: Finish = {
  double: (sums) => double(doubleVariance(sums, sums.count)),
  decimal: (sums) => decimalVariance(sums, sums.count),
};

export const DEVIATION = deviation(VARIANCE);
export const POPULATION_DEVIATION = deviation(POPULATION_VARIANCE);

function deviation(variance: Finish): Finish {
  const root = (value: Value): Value =>
    value.type === 'Nothing' ? NOTHING : double(Math.sqrt(toNumber(value)));
  return {
    double: (sums) => root(variance.double(sums)),
    decimal: (sums) => {
      const value = variance.decimal(sums);
      return value.type === 'Decimal' ? double(Math.sqrt(decimalToNumber(value))) : NOTHING;
    },
  };
}

/** (n Σx² − (Σx)²) / (n · divisor), as the report engine computes it; the scale of Decimals follows from it. */
function doubleVariance({ count, sum, squares }: Sums, divisor: number): number {
  return (count * squares - sum * sum) / (count * divisor);
}

function decimalVariance({ count, decimalSum, decimalSquares }: Sums, divisor: number): Value {
  const scaled = inRange(multiplyDecimals(whole(count), decimalSquares));
  const difference = inRange(subtractDecimals(scaled, inRange(multiplyDecimals(decimalSum, decimalSum))));
  return inRange(divideDecimals(difference, whole(count * divisor)));
}
