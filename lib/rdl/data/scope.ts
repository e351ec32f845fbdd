import type { FilterDefinition, SortDefinition, Source } from '../model/report.ts';
import type { Evaluated } from '../values/value.ts';

/** How one grouping of a data region splits its rows; no expressions = one instance a row (details). */
export type Grouping = {
  readonly name: string | undefined;
  readonly expressions: readonly Source[];
  readonly filters: readonly FilterDefinition[];
  readonly sorts: readonly SortDefinition[];
};

/**
 * One instance of a dataset, data region or group: the rows it holds and the place where expressions are
 * evaluated. Aggregates without a scope cover `rows`; scopes around it are reachable by name.
 */
export interface Scope {
  /** Number of rows in this instance. */
  readonly rowCount: number;
  /** The values of the grouping expressions that made this instance; empty for a dataset or region. */
  readonly keys: readonly Evaluated[];
  /** Evaluates a property: a constant is a String, what begins with `=` an expression. Never throws. */
  evaluate(source: Source): Evaluated;
  /** The instances of a grouping inside this one, filtered and sorted, in the order shown. */
  group(grouping: Grouping): readonly Scope[];
  /** The cell where this instance and one of another hierarchy of the same region meet (chart: category × series). */
  intersect(other: Scope): Scope;
}

/** All data of one rendering: what a data region opens its scope from. */
export interface ReportData {
  /** Opens a data region over a dataset with the region's own filters and sorts; `name` is the region's. */
  openRegion(options: {
    readonly name: string;
    readonly dataSetName: string | undefined;
    readonly filters: readonly FilterDefinition[];
    readonly sorts: readonly SortDefinition[];
  }): Scope;
  /** The scope of the body, outside all data regions. */
  readonly body: Scope;
  /** What went wrong in single expressions, for the warnings of a rendering. */
  readonly warnings: readonly string[];
}
