import type { Value } from '../../values/value.ts';

/** Takes the values of an aggregate one by one; `result` may be asked at any point, as RunningValue does. */
export interface Accumulator {
  /** @throws AggregateFault */
  add(value: Value): void;
  result(): Value;
}

type AggregateFaultCode =
  | 'rsAggregateOfNonNumericData'
  | 'rsAggregateOfMixedDataTypes'
  | 'rsAggregateOfInvalidExpressionDataType';

const MESSAGES: Readonly<Record<AggregateFaultCode, string>> = {
  rsAggregateOfNonNumericData: 'uses a numeric aggregate function on data that is not numeric.',
  rsAggregateOfMixedDataTypes: 'aggregates values of different data types.',
  rsAggregateOfInvalidExpressionDataType: 'aggregates an expression whose values are no single values.',
};

/** Why an aggregate of these values is an error. */
export class AggregateFault extends Error {
  readonly code: AggregateFaultCode;

  constructor(code: AggregateFaultCode) {
    super(`The expression ${MESSAGES[code]}`);
    this.name = 'AggregateFault';
    this.code = code;
  }
}
