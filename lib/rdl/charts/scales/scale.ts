/** The unit in which the interval of an axis is counted. */
export type IntervalType =
  | 'Number'
  | 'Years'
  | 'Months'
  | 'Weeks'
  | 'Days'
  | 'Hours'
  | 'Minutes'
  | 'Seconds'
  | 'Milliseconds';

/**
 * The scale of one axis. Categories lie at 1, 2, .. n; dates are OLE Automation days; on a logarithmic axis minimum,
 * maximum and interval are exponents of `logBase`.
 */
export type Scale = {
  readonly kind: 'category' | 'number' | 'date' | 'log';
  readonly minimum: number;
  readonly maximum: number;
  readonly interval: number;
  readonly intervalType: IntervalType;
  /** Where the first label, tick and gridline lie, counted from the aligned start. */
  readonly intervalOffset: number;
  readonly intervalOffsetType: IntervalType;
  readonly logBase: number;
  readonly reversed: boolean;
};

/** The value as it lies on the scale: its logarithm where the axis is logarithmic. */
export function onScale(scale: Scale, value: number): number {
  return scale.kind === 'log' ? Math.log(value) / Math.log(scale.logBase) : value;
}
