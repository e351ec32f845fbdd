import type { AreaModel, AxisModel } from '../model/chart-model.ts';
import type { SeriesModel } from '../model/series-model.ts';
import type { Scale } from './scale.ts';
import { labelSlots } from './ticks.ts';

/**
 * A label of an axis and the stretch of the scale that belongs to it; row 0 lies next to the axis. A blank one takes
 * room and shows nothing.
 */
export type AxisLabel = {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly row: number;
};

/** The labels of a value axis, or of a category axis whose points have values of their own. */
export function valueLabels(scale: Scale, axis: AxisModel): readonly AxisLabel[] {
  const { write, hideEndLabels } = axis.labels;
  return labelSlots(labelledScale(scale, axis), !hideEndLabels).map((slot) => {
    const value = scale.kind === 'log' ? cleanPower(scale.logBase ** slot.position) : slot.position;
    const text = write(value, scale.kind === 'date' ? 'date' : 'number');
    return { text, from: slot.from, to: slot.to, row: 0 };
  });
}

/** The scale as its labels stand on it: `LabelInterval` and its like come before what the axis says. */
function labelledScale(scale: Scale, { labels: { spacing } }: AxisModel): Scale {
  const intervalType =
    spacing.interval > 0 ? (spacing.intervalType ?? scale.intervalType) : scale.intervalType;
  return {
    ...scale,
    interval: spacing.interval || scale.interval,
    intervalType,
    intervalOffset: spacing.offset || scale.intervalOffset,
    intervalOffsetType:
      spacing.offset === 0 ? scale.intervalOffsetType : (spacing.offsetType ?? intervalType),
  };
}

function cleanPower(value: number): number {
  return Number(value.toPrecision(14));
}

/** The labels of plain categories: the outer groups first, then the categories that the interval shows. */
export function categoryLabels(
  scale: Scale,
  axis: AxisModel,
  options: { readonly area: AreaModel; readonly series: readonly SeriesModel[] },
): readonly AxisLabel[] {
  const texts = categoryTexts(options.series);
  const named = (texts[0] ?? '') !== '' && (texts.at(-1) ?? '') !== '';
  const leaves = labelSlots(labelledScale(scale, axis), !axis.labels.hideEndLabels).map((slot) => {
    const text = texts[slot.position - 1] || (named ? ' ' : axis.labels.write(slot.position, 'number'));
    return { text, from: slot.from, to: slot.to, row: 0 };
  });
  return [...groupLabels(options.area), ...leaves];
}

/** The labels of outer groups: each reaches over its categories, a tenth of a slot less at both ends. */
export function groupLabels(area: AreaModel): readonly AxisLabel[] {
  return area.groupLabels
    .flatMap((row, level) =>
      row.map(({ text, first, last }) => ({ text, from: first - 0.4, to: last + 0.4, row: level + 1 })),
    )
    .filter((label) => label.text !== '');
}

/** The text of each category: that of the first series that names it. */
function categoryTexts(series: readonly SeriesModel[]): readonly string[] {
  const texts: string[] = [];
  for (const { points } of series) {
    for (const point of points) texts[point.index - 1] ||= point.category;
  }
  return Array.from(texts, (text) => text ?? '');
}
