import type { Comparer } from '../comparison/comparer.ts';
import type { Accumulator } from './accumulator.ts';
import {
  AVERAGE,
  DEVIATION,
  numericAccumulator,
  POPULATION_DEVIATION,
  POPULATION_VARIANCE,
  SUM,
  VARIANCE,
} from './numeric.ts';
import {
  countAccumulator,
  distinctAccumulator,
  extremeAccumulator,
  firstAccumulator,
  lastAccumulator,
} from './order.ts';

/** The aggregates over an expression; RunningValue takes the same ones. */
export const AGGREGATES = [
  'Sum',
  'Avg',
  'Max',
  'Min',
  'First',
  'Last',
  'Count',
  'CountDistinct',
  'StDev',
  'StDevP',
  'Var',
  'VarP',
] as const;

export type AggregateName = (typeof AGGREGATES)[number];

/** How an aggregate compares: text without regard to case, and exactly (CountDistinct). */
export type Comparers = { readonly data: Comparer; readonly exact: Comparer };

export function createAccumulator(name: AggregateName, comparers: Comparers): Accumulator {
  switch (name) {
    case 'Sum':
      return numericAccumulator(SUM, { squares: false });
    case 'Avg':
      return numericAccumulator(AVERAGE, { squares: false });
    case 'StDev':
      return numericAccumulator(DEVIATION, { squares: true });
    case 'StDevP':
      return numericAccumulator(POPULATION_DEVIATION, { squares: true });
    case 'Var':
      return numericAccumulator(VARIANCE, { squares: true });
    case 'VarP':
      return numericAccumulator(POPULATION_VARIANCE, { squares: true });
    case 'Max':
      return extremeAccumulator(comparers.data, 1);
    case 'Min':
      return extremeAccumulator(comparers.data, -1);
    case 'First':
      return firstAccumulator();
    case 'Last':
      return lastAccumulator();
    case 'Count':
      return countAccumulator();
    case 'CountDistinct':
      return distinctAccumulator(comparers.exact);
  }
}
