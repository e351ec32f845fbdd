import type { Scope } from '../../data/scope.ts';
import type { PropertyContext } from '../../drawing/properties.ts';
import type { ValueWriter } from '../../formats/value-writer.ts';

/** What all stages that decide something of a gauge panel share. */
export type GaugeContext = {
  readonly writer: ValueWriter;
  /** The data region: where properties are evaluated. */
  readonly region: Scope;
  /** The instances of the innermost group, or the region alone: where the values of gauges come from. */
  readonly instances: readonly Scope[];
  readonly properties: PropertyContext;
};
