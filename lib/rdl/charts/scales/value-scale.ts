import { dateInterval } from './date-interval.ts';
import { roundInterval, type ValueRange, valueRange } from './number-interval.ts';
import { alignStart, intervalLength } from './ole-date.ts';
import type { IntervalType, Scale } from './scale.ts';

/** What a definition fixes of a scale. */
export type ScaleSettings = {
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  /** 0 for an automatic interval. */
  readonly interval: number;
  readonly intervalType: IntervalType | undefined;
  readonly intervalOffset: number;
  readonly intervalOffsetType: IntervalType | undefined;
  readonly includeZero: boolean;
  /** Base of a logarithmic scale; undefined for a linear one. */
  readonly logBase: number | undefined;
  readonly reversed: boolean;
};

/** The smallest and the largest value that an axis must show. */
export type Extent = { readonly minimum: number; readonly maximum: number };

/** What an axis shows when all its points are empty. */
export const EMPTY_EXTENT: Extent = { minimum: 1, maximum: 8 };

/** The scale of a value axis (Y) over numbers. */
export function numberScale(
  extent: Extent,
  settings: ScaleSettings,
  kind: { readonly stacked: boolean; readonly percent: boolean },
): Scale {
  if (settings.logBase !== undefined) return logScale(extent, settings, settings.logBase, kind.percent);
  const low = settings.includeZero ? Math.min(0, extent.minimum) : extent.minimum;
  const high = settings.includeZero ? Math.max(0, extent.maximum) : extent.maximum;
  let [minimum, maximum] = ordered(settings.minimum ?? low, settings.maximum ?? high);
  if (minimum === maximum) maximum = minimum + 1;
  const range = valueRange({
    minimum,
    maximum,
    autoMinimum: settings.minimum === undefined,
    autoMaximum: settings.maximum === undefined,
    includeZero: settings.includeZero,
    stacked: kind.stacked,
    percent: kind.percent,
    fixedInterval: settings.interval,
  });
  return scaleOf('number', range, settings, 'Number');
}

/** The scale of a value axis (Y) over dates: half an interval of room at both ends, on round dates. */
export function dateValueScale(extent: Extent, settings: ScaleSettings): Scale {
  let [minimum, maximum] = ordered(settings.minimum ?? extent.minimum, settings.maximum ?? extent.maximum);
  if (minimum === maximum) maximum = minimum + 1;
  const { interval, type } = dateInterval(maximum - minimum);
  const units = Math.round((maximum - minimum) / intervalLength(minimum, 1, type));
  if (settings.minimum === undefined && minimum > intervalLength(minimum, interval, type)) {
    minimum = alignStart(minimum - intervalLength(minimum, interval / 2, type), interval, type);
  }
  if (settings.maximum === undefined && maximum > 0) {
    maximum = minimum + intervalLength(minimum, (Math.floor(units / interval) + 2) * interval, type);
  }
  return scaleOf('date', { minimum, maximum, interval }, settings, type);
}

/**
 * The scale of a category axis whose points have values of their own (scalar, or the X of a scatter chart).
 * @param gap smallest distance between two neighbouring points; room of that size is left at both ends
 * @param rounded bubble charts: ends on round numbers, from zero
 */
export function scalarScale(
  extent: Extent,
  settings: ScaleSettings,
  options: {
    readonly date: boolean;
    readonly gap: number;
    readonly margin: boolean;
    readonly rounded: boolean;
  },
): Scale {
  if (settings.logBase !== undefined) return logScale(extent, settings, settings.logBase, false);
  if (options.rounded && !options.date)
    return numberScale(extent, settings, { stacked: false, percent: false });
  const single = extent.minimum === extent.maximum && settings.minimum === settings.maximum;
  const room = single ? 1 : options.margin ? options.gap : 0;
  let [minimum, maximum] = ordered(
    settings.minimum ?? extent.minimum - room,
    settings.maximum ?? extent.maximum + room,
  );
  if (minimum === maximum) maximum = minimum + 1;
  if (options.date) {
    const automatic = dateInterval(maximum - minimum);
    return scaleOf('date', { minimum, maximum, interval: automatic.interval }, settings, automatic.type);
  }
  const range = maximum - minimum;
  const raw = options.gap === 0 || range / options.gap > 20 ? range / 5 : options.gap;
  const fixed = settings.minimum !== undefined && settings.maximum !== undefined;
  return scaleOf(
    'number',
    { minimum, maximum, interval: fixed ? raw : roundInterval(raw) },
    settings,
    'Number',
  );
}

/** A logarithmic scale: whole powers, one of them an interval (more where that gives more than ten). */
function logScale(extent: Extent, settings: ScaleSettings, base: number, percent: boolean): Scale {
  const exponent = (value: number) => Math.log(value > 0 ? value : 1) / Math.log(base);
  const automaticLow = extent.minimum < 1 ? extent.minimum : settings.includeZero ? 1 : extent.minimum;
  let [minimum, maximum] = ordered(
    exponent(settings.minimum ?? automaticLow),
    exponent(settings.maximum ?? extent.maximum),
  );
  if (minimum === maximum) maximum = minimum + 1;
  const interval = Math.max(1, Math.floor((maximum - minimum) / 5));
  if (settings.minimum === undefined && settings.maximum === undefined) {
    if (minimum < 0 || !settings.includeZero) minimum = (Math.ceil(minimum / interval) - 1) * interval;
    else minimum = 0;
    if (maximum > 0 || !settings.includeZero) maximum = (Math.floor(maximum / interval) + 1) * interval;
    else maximum = 0;
  }
  if (percent && settings.minimum === undefined) minimum = Math.max(0, minimum);
  if (percent && settings.maximum === undefined) maximum = Math.min(2, maximum);
  return { ...scaleOf('log', { minimum, maximum, interval }, settings, 'Number'), logBase: base };
}

function scaleOf(
  kind: Scale['kind'],
  range: ValueRange,
  settings: ScaleSettings,
  automaticType: IntervalType,
): Scale {
  const fixed = settings.interval > 0;
  const type = fixed ? (settings.intervalType ?? 'Number') : automaticType;
  return {
    kind,
    minimum: range.minimum,
    maximum: range.maximum,
    interval: fixed ? settings.interval : range.interval,
    intervalType: type,
    intervalOffset: settings.intervalOffset,
    intervalOffsetType: settings.intervalOffsetType ?? type,
    logBase: 10,
    reversed: settings.reversed,
  };
}

function ordered(a: number, b: number): [number, number] {
  return a <= b ? [a, b] : [b, a];
}
