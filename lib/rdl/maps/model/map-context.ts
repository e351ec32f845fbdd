import type { ReportData, Scope } from '../../data/scope.ts';
import type { PropertyContext } from '../../drawing/properties.ts';
import type { ValueWriter } from '../../formats/value-writer.ts';

/** What all stages that decide something of a map share. */
export type MapContext = {
  readonly writer: ValueWriter;
  readonly data: ReportData;
  /** Where properties of the map itself are evaluated. */
  readonly properties: PropertyContext;
  readonly warn: (sentence: string) => void;
  /** The innermost group instances of each data region, by its name. */
  readonly regions: ReadonlyMap<string, readonly Scope[]>;
};

/** Where properties of one element are evaluated: its group instance or row, else the map's place. */
export function propertiesOf(scope: Scope | undefined, context: MapContext): PropertyContext {
  if (!scope) return context.properties;
  return { evaluate: (source) => scope.evaluate(source), warn: context.warn };
}
