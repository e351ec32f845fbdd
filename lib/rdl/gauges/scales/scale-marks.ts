import type { ValueWriter } from '../../formats/value-writer.ts';
import { double } from '../../values/make.ts';
import type { IntervalModel, ScaleAxis, ScaleLabelsModel, ScaleMarks } from '../model/gauge-model.ts';
import { clean, majorInterval, minorInterval } from './gauge-interval.ts';
import { effectiveInterval, logarithmicMinorValues, markValues } from './mark-values.ts';

export type MarkSettings = {
  readonly axis: ScaleAxis;
  /** Written intervals of the scale, its rows of ticks and its labels. */
  readonly scale: IntervalModel;
  readonly major: IntervalModel;
  readonly minor: IntervalModel;
  readonly labels: ScaleLabelsModel;
  readonly multiplier: number;
  /** Values that have a mark of their own, so that the rows leave them out. */
  readonly customValues: readonly number[];
  /** How many steps an automatic interval has at most. */
  readonly steps: number;
};

/** Decides the marks of a scale and the texts of its labels. */
export function scaleMarks(settings: MarkSettings, writer: ValueWriter): ScaleMarks {
  const { axis, customValues } = settings;
  const main = axis.logarithmic
    ? (settings.scale.interval ?? 1)
    : (settings.scale.interval ?? majorInterval(axis.maximum - axis.minimum, settings.steps));
  const scale = { interval: main, offset: settings.scale.offset ?? 0 };
  const major = effectiveInterval(settings.major, scale);
  const minor = effectiveInterval(settings.minor, { ...scale, interval: minorInterval(major.interval) });
  const labels = effectiveInterval(settings.labels, scale);
  const majorValues = without(markValues(axis, major), customValues);
  const minorValues = axis.logarithmic
    ? logarithmicMinorValues(axis, markValues(axis, major))
    : markValues(axis, minor);
  return {
    intervalMain: main,
    intervalMajor: major.interval,
    intervalMinor: minor.interval,
    intervalLabels: labels.interval,
    major: majorValues,
    minor: without(minorValues, [...majorValues, ...customValues]),
    labels: labelValues(settings, labels).map((value) => ({
      value,
      text: writer.write(double(clean(value * settings.multiplier)), settings.labels.format),
    })),
  };
}

/** With end labels the maximum is labelled too, even if it is no multiple of the interval. */
function labelValues(
  { axis, labels: { showEndLabels } }: MarkSettings,
  interval: { interval: number; offset: number },
): readonly number[] {
  const values = markValues(axis, interval);
  const { minimum, maximum } = axis;
  if (!showEndLabels)
    return values.filter((value) => !near(value, minimum, axis) && !near(value, maximum, axis));
  const last = values.at(-1);
  return last === undefined || near(last, maximum, axis) ? values : [...values, maximum];
}

function without(values: readonly number[], taken: readonly number[]): readonly number[] {
  const range = Math.abs((values.at(-1) ?? 0) - (values[0] ?? 0)) || 1;
  return values.filter((value) => !taken.some((other) => Math.abs(value - other) < range * 1e-9));
}

function near(value: number, other: number, { minimum, maximum }: ScaleAxis): boolean {
  return Math.abs(value - other) <= Math.abs(maximum - minimum) * 1e-9;
}
