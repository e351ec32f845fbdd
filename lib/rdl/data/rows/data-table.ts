import type { Value } from '../../values/value.ts';

/**
 * Rows as a data source gave them. A row has one value a column, in the order of `columns`; a missing value is
 * Nothing. Types are the source's own: they decide what an aggregate accepts.
 */
export type DataTable = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
};
