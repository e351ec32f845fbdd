/** What the data of one rendering may cost; past a limit it is refused with BUDGET_EXCEEDED. */
export type DataLimits = {
  /** Rows of one dataset, as its source gives them. */
  readonly rows: number;
  /** Group instances and detail rows of all data regions together. */
  readonly groups: number;
};

export const DEFAULT_DATA_LIMITS: DataLimits = { rows: 500_000, groups: 500_000 };
