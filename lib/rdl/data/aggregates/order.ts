import type { Value } from '../../values/value.ts';
import { NOTHING } from '../../values/value.ts';
import type { Comparer } from '../comparison/comparer.ts';
import type { ValueClass } from '../comparison/value-class.ts';
import { classOf, commonClass } from '../comparison/value-class.ts';
import type { Accumulator } from './accumulator.ts';
import { AggregateFault } from './accumulator.ts';

/**
 * Max and Min: the value itself, with its type. Integers go with Doubles or with Decimals, nothing else with
 * another kind. Of equal values (`Apple`, `apple`) the first one counts; Nothing is skipped.
 */
export function extremeAccumulator(comparer: Comparer, sign: 1 | -1): Accumulator {
  let best: Value = NOTHING;
  let common: ValueClass | undefined;
  return {
    add(value) {
      const kind = singleClass(value);
      if (kind === 'nothing') return;
      common = common === undefined ? kind : commonClass(common, kind);
      if (common === undefined) throw new AggregateFault('rsAggregateOfMixedDataTypes');
      if (best.type === 'Nothing' || comparer.compare(value, best) * sign > 0) best = value;
    },
    result: () => best,
  };
}

/** The first value that came, even if it is Nothing. */
export function firstAccumulator(): Accumulator {
  let first: Value | undefined;
  return {
    add(value) {
      singleClass(value);
      first ??= value;
    },
    result: () => first ?? NOTHING,
  };
}

/** The last value that came, even if it is Nothing. */
export function lastAccumulator(): Accumulator {
  let last: Value = NOTHING;
  return {
    add(value) {
      singleClass(value);
      last = value;
    },
    result: () => last,
  };
}

export function countAccumulator(): Accumulator {
  let count = 0;
  return {
    add(value) {
      if (singleClass(value) !== 'nothing') count += 1;
    },
    result: () => ({ type: 'Int32', value: count }),
  };
}

/** Distinct by type and value, text with regard to case; Nothing is not counted. */
export function distinctAccumulator(exact: Comparer): Accumulator {
  const seen = new Set<string>();
  return {
    add(value) {
      if (singleClass(value) !== 'nothing') seen.add(`${value.type}|${exact.key(value)}`);
    },
    result: () => ({ type: 'Int32', value: seen.size }),
  };
}

function singleClass(value: Value): ValueClass {
  const kind = classOf(value);
  if (kind === 'none') throw new AggregateFault('rsAggregateOfInvalidExpressionDataType');
  return kind;
}
