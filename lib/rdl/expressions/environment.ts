import type { Culture } from '../formats/culture.ts';
import type { Evaluated, Value } from '../values/value.ts';
import type { CallNode, Node } from './ast.ts';
import type { Session } from './session.ts';

/**
 * What an expression cannot know itself. The evaluator asks for it while it runs; names come as written,
 * without regard to whether they exist, members in the case of their declaration (`Value`, `IsMissing`).
 *
 * Each lookup returns undefined where there is no such name or member; the expression then fails.
 * A lookup may throw an EvaluationFault, which becomes the expression's error (custom code can catch it), or an
 * ExpressionAbort, which makes the whole expression give one outcome at once.
 */
export interface Environment {
  /** What lasts from one expression to the next: custom code and its state, budgets, bound expressions. */
  readonly session: Session;
  /** The language under which values become text and text becomes values. */
  readonly culture: Culture;
  /** What `Now` gives: local DateTime ticks. Fixed for a rendering, so that a picture can be repeated. */
  readonly now: bigint;
  /** The report time zone's offset at `now`, for `UtcNow` and zone suffixes. */
  readonly utcOffsetMinutes: number;
  /** `Fields!name.member`: Value, IsMissing, and extended properties such as Color. */
  field(name: string, member: string): Value | undefined;
  /** `Parameters!name.member`: Value, Label, Count, IsMultiValue. Several values are an Array. */
  parameter(name: string, member: string): Value | undefined;
  /** `Globals!name`, and `Globals!RenderFormat.member`. */
  global(name: string, member: string | undefined): Value | undefined;
  /** `User!UserID`, `User!Language`. */
  user(name: string): Value | undefined;
  /** `Variables!name.Value`. */
  variable(name: string, member: string): Value | undefined;
  /** `ReportItems!name.Value`. */
  reportItem(name: string, member: string): Value | undefined;
  /** `DataSets!name.CommandText`. */
  dataSet(name: string, member: string): Value | undefined;
  /** `DataSources!name.DataSourceReference`. */
  dataSource(name: string, member: string): Value | undefined;
  /**
   * Answers a call of a report function (see `REPORT_FUNCTIONS`), whose arguments are not evaluated.
   * @param name the function in the case of its declaration, `RunningValue`
   * @param evaluate evaluates a node of the call, in this environment or in another one (the next row's)
   */
  reportFunction(name: ReportFunction, call: CallNode, evaluate: InnerEvaluate): Evaluated;
}

/** Evaluates a part of the expression. Never throws for faults of it, except an ExpressionAbort of its environment. */
export type InnerEvaluate = (node: Node, environment?: Environment) => Evaluated;

/** Calls of these names, in any case, go to `Environment.reportFunction`. Their static type is Object. */
export const REPORT_FUNCTIONS = [
  'Aggregate',
  'Avg',
  'Count',
  'CountDistinct',
  'CountRows',
  'First',
  'InScope',
  'Last',
  'Level',
  'Lookup',
  'LookupSet',
  'Max',
  'Min',
  'MultiLookup',
  'Previous',
  'RowNumber',
  'RunningValue',
  'StDev',
  'StDevP',
  'Sum',
  'Union',
  'Var',
  'VarP',
] as const;

export type ReportFunction = (typeof REPORT_FUNCTIONS)[number];

/** Thrown by an environment to end the whole expression with `outcome`; no Catch of custom code stops it. */
export class ExpressionAbort extends Error {
  readonly outcome: Evaluated;

  constructor(outcome: Evaluated) {
    super('The expression was ended by its environment.');
    this.name = 'ExpressionAbort';
    this.outcome = outcome;
  }
}
