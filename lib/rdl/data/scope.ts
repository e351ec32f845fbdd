import type { FilterDefinition, SortDefinition, Source, VariableDefinition } from '../model/report.ts';
import type { Evaluated } from '../values/value.ts';

/** How one grouping of a data region splits its rows; no expressions = one instance a row (details). */
export type Grouping = {
  readonly name: string | undefined;
  readonly expressions: readonly Source[];
  readonly filters: readonly FilterDefinition[];
  readonly sorts: readonly SortDefinition[];
  /** A recursive group: the key of the instance that this one stands below. */
  readonly parent?: Source | undefined;
  readonly variables?: readonly VariableDefinition[];
};

/** A grouping and those inside it, as a hierarchy of a data region nests them. */
export type GroupingNode = { readonly grouping: Grouping; readonly inner: readonly GroupingNode[] };

/** The groupings of a data region. A chart's categories are its columns, its series its rows. */
export type RegionGroupings = {
  readonly rows: readonly GroupingNode[];
  readonly columns: readonly GroupingNode[];
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
  /** Depth in a recursive group, 0 at the top and for every other scope. */
  readonly level: number;
  /**
   * Evaluates a property: a constant is a String, what begins with `=` an expression. Faults of the expression are
   * given back, not thrown. A failure of kind `publish` means that a report server refuses the definition for this
   * expression; its code says why.
   * @throws RdlError BUDGET_EXCEEDED, and what aborts a report where the expression first asks for data
   */
  evaluate(source: Source): Evaluated;
  /**
   * The instances of a grouping inside this one, filtered and sorted, in the order shown. Groupings of the same name
   * are the same: their instances are made once.
   * @throws RdlError where a grouping, filter or sort expression fails or compares what cannot be compared: there a
   *   report server aborts the report
   */
  group(grouping: Grouping): readonly Scope[];
  /**
   * The cell where this instance and one of another hierarchy of the same region meet. This one is of the columns (a
   * chart's categories), `other` of the rows (a chart's series): the order counts for RunningValue and Previous. The
   * region itself, on either side, gives the other instance.
   */
  intersect(other: Scope): Scope;
}

export type RegionOptions = {
  readonly name: string;
  readonly dataSetName: string | undefined;
  readonly filters: readonly FilterDefinition[];
  readonly sorts: readonly SortDefinition[];
  /** Where left out they are read from the report item of that name; aggregates of inner scopes need them. */
  readonly groupings?: RegionGroupings;
};

/** All data of one rendering: what a data region opens its scope from. */
export interface ReportData {
  /**
   * Opens a data region over a dataset with the region's own filters and sorts; `name` is the region's.
   * @throws RdlError as `Scope.group` does, DATA_UNAVAILABLE where the dataset is unknown or was not given
   */
  openRegion(options: RegionOptions): Scope;
  /** The scope of the body, outside all data regions. */
  readonly body: Scope;
  /** What went wrong in single expressions, for the warnings of a rendering. */
  readonly warnings: readonly string[];
}
