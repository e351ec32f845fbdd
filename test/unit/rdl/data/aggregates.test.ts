import { describe, expect, test } from 'vitest';
import type { AggregateName } from '../../../../lib/rdl/data/aggregates/create-accumulator.ts';
import { createAccumulator } from '../../../../lib/rdl/data/aggregates/create-accumulator.ts';
import { createComparer } from '../../../../lib/rdl/data/comparison/comparer.ts';
import { typedValue } from '../../../../lib/rdl/data/rows/typed-value.ts';
import type { Value } from '../../../../lib/rdl/values/value.ts';
import { NOTHING } from '../../../../lib/rdl/values/value.ts';

const comparers = {
  data: createComparer('', { caseSensitive: false }),
  exact: createComparer('', { caseSensitive: true }),
};

function aggregate(name: AggregateName, values: readonly unknown[], type?: string): Value {
  const accumulator = createAccumulator(name, comparers);
  for (const json of values) accumulator.add(typedValue(json, type) ?? NOTHING);
  return accumulator.result();
}

const double = (value: number): Value => ({ type: 'Double', value });
const int = (value: number): Value => ({ type: 'Int32', value });

describe('aggregates', () => {
  test('Sum and Avg of integers are Double, of Decimals Decimal with their scale', () => {
    expect(aggregate('Sum', [1, 2, null])).toEqual(double(3));
    expect(aggregate('Avg', [1, 2, null])).toEqual(double(1.5));
    expect(aggregate('Sum', ['1.10', '20.5'], 'Decimal')).toEqual({
      type: 'Decimal',
      mantissa: 2160n,
      scale: 2,
    });
    expect(aggregate('Sum', ['00:45:00'], 'TimeSpan')).toEqual(double(27000000000));
  });

  test('Max, Min, First and Last keep the type; First and Last give Nothing back', () => {
    expect(aggregate('Max', [3, null, 7])).toEqual(int(7));
    expect(aggregate('Min', ['b', 'A', 'a'])).toEqual({ type: 'String', value: 'A' });
    expect(aggregate('First', [null, 1])).toEqual(NOTHING);
    expect(aggregate('Last', [1, null])).toEqual(NOTHING);
  });

  test('Count skips Nothing; CountDistinct regards case', () => {
    expect(aggregate('Count', [1, null, 1])).toEqual(int(2));
    expect(aggregate('CountDistinct', ['a', 'A', 'a', null])).toEqual(int(2));
    expect(aggregate('CountDistinct', ['1.10', '1.1'], 'Decimal')).toEqual(int(1));
  });

  test('variance and deviation: one value is Nothing for a sample, 0 for a population', () => {
    expect(aggregate('Var', [1, 2, 3, 4])).toEqual(double(5 / 3));
    expect(aggregate('VarP', [1, 2, 3, 4])).toEqual(double(1.25));
    expect(aggregate('StDev', [5])).toEqual(NOTHING);
    expect(aggregate('StDevP', [5])).toEqual(double(0));
    expect(aggregate('Var', ['1.10', '20.5', '3', '1.10', '-0.05'], 'Decimal')).toEqual({
      type: 'Decimal',
      mantissa: 750220n,
      scale: 4,
    });
    expect(aggregate('StDevP', ['1', '3'], 'Decimal')).toEqual(double(1));
  });

  test('no values give Nothing, the counts 0', () => {
    for (const name of ['Sum', 'Avg', 'Max', 'Min', 'First', 'Last', 'StDev', 'VarP'] as const) {
      expect(aggregate(name, [])).toEqual(NOTHING);
    }
    expect(aggregate('Count', [])).toEqual(int(0));
    expect(aggregate('CountDistinct', [null])).toEqual(int(0));
  });

  const fails = (name: AggregateName, ...values: Value[]) => {
    const accumulator = createAccumulator(name, comparers);
    return () => {
      for (const value of values) accumulator.add(value);
    };
  };
  const decimal: Value = { type: 'Decimal', mantissa: 1n, scale: 0 };

  // BigInt values cannot be sent to the reporter, so the cases are not parameters of test.each.
  const wrong: readonly (readonly [AggregateName, readonly Value[], string])[] = [
    ['Sum', [{ type: 'String', value: '5' }], 'rsAggregateOfNonNumericData'],
    ['Avg', [{ type: 'Boolean', value: true }], 'rsAggregateOfNonNumericData'],
    ['Sum', [int(1), decimal], 'rsAggregateOfMixedDataTypes'],
    ['Var', [decimal, double(1)], 'rsAggregateOfMixedDataTypes'],
    ['Max', [decimal, double(1)], 'rsAggregateOfMixedDataTypes'],
    ['Min', [int(1), { type: 'String', value: 'a' }], 'rsAggregateOfMixedDataTypes'],
    ['Count', [{ type: 'Array', element: 'String', items: [] }], 'rsAggregateOfInvalidExpressionDataType'],
  ];
  for (const [name, values, code] of wrong) {
    test(`${name} of ${values.map((value) => value.type).join(' and ')} is ${code}`, () => {
      expect(fails(name, ...values)).toThrow(expect.objectContaining({ code }));
    });
  }

  test('Max takes integers with Doubles or with Decimals', () => {
    expect(aggregate('Max', [1, 2.5])).toEqual(double(2.5));
    expect(fails('Max', int(1), decimal)).not.toThrow();
  });
});
