/** What the data of one rendering may cost; past a limit it is refused with BUDGET_EXCEEDED. */
export type DataLimits = {
  /** Rows of one dataset, as its source gives them. */
  readonly rows: number;
  /** Rows of one dataset times its fields. */
  readonly cells: number;
  /** Group instances and detail rows of all data regions together. */
  readonly groups: number;
};

export const DEFAULT_DATA_LIMITS: DataLimits = { rows: 500_000, cells: 4_000_000, groups: 500_000 };

/** Rows that a dataset of so many fields may have. */
export function maxRowsOf(limits: DataLimits, fields: number): number {
  return Math.min(limits.rows, Math.floor(limits.cells / Math.max(1, fields)));
}
