import type { Scope } from '../../data/scope.ts';
import type { PropertyContext } from '../../drawing/properties.ts';
import type { ValueWriter } from '../../formats/value-writer.ts';

/** What all stages that decide something of a chart share. */
export type ChartContext = {
  readonly writer: ValueWriter;
  /** The data region: where properties of the chart itself are evaluated. */
  readonly region: Scope;
  readonly warn: (sentence: string) => void;
};

/** Where properties are evaluated in a scope of the chart. */
export function propertiesIn(scope: Scope, context: ChartContext): PropertyContext {
  return { evaluate: (source) => scope.evaluate(source), warn: context.warn };
}
