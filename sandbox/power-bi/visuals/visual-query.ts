/** 0 to 8 of a semantic query's `Aggregation.Function`, in that order. */
export const AGGREGATES = ['sum', 'average', 'distinctCount', 'min', 'max', 'count'] as const;
export type Aggregate = (typeof AGGREGATES)[number];

/** What one projection of a visual asks the model for. */
export type QueryField =
  | { kind: 'column'; table: string; name: string }
  | { kind: 'aggregate'; table: string; name: string; aggregate: Aggregate }
  | { kind: 'measure'; table: string; name: string };

/** A Top N filter: only rows whose `field` is among the `count` best by `by`. */
export type TopFilter = { count: number; field: QueryField; by: QueryField; descending: boolean };

/**
 * A visual's query as a report definition states it. A pinned tile keeps a copy, and a clone of the tile is "cloned as
 * is with its underlying query": against another model it works only where tables and columns bear the same names.
 */
export type VisualQuery = {
  visualType: string;
  title: string;
  fields: { role: string; field: QueryField }[];
  top: TopFilter | undefined;
  sort: { field: QueryField; descending: boolean } | undefined;
};
