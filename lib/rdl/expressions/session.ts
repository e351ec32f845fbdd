/** Bounds of what the expressions of one rendering may cost. */
export type BudgetLimits = {
  /** Operations, calls and loop turns, all expressions together. */
  readonly steps: number;
  /** Nested calls of custom code. */
  readonly depth: number;
  /** Characters of one text, elements of one array. */
  readonly size: number;
};

/** What lasts from one expression of a rendering to the next. */
export interface Session {
  readonly limits: BudgetLimits;
  /** Steps taken so far; past `limits.steps` every expression ends with the fault `BudgetExceeded`. */
  steps: number;
}
