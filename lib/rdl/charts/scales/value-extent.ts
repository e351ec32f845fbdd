import { traitsOf } from '../chart-types.ts';
import type { PointModel, SeriesModel } from '../model/series-model.ts';
import type { Extent } from './value-scale.ts';

/** The smallest and largest value that the series put on a value axis; undefined when all points are empty. */
export function valueExtent(series: readonly SeriesModel[]): Extent | undefined {
  if (series.some((one) => traitsOf(one.type).percent)) return percentExtent(series);
  if (series.some((one) => traitsOf(one.type).stacked)) return stackedExtent(series);
  if (series[0]?.type === 'Bubble') return bubbleExtent(series, (point) => point.y[0] ?? 0);
  const all = series.some((one) => traitsOf(one.type).allValuesOnAxis);
  const values = series.flatMap((one) =>
    shownPoints(one).flatMap((point) => (all ? axisValues(one, point) : point.y.slice(0, 1))),
  );
  return extentOf(values);
}

/** A point of a range may be empty though its values are there; an empty one shows nothing. */
function shownPoints(series: SeriesModel): readonly PointModel[] {
  return series.points.filter((point) => !point.empty);
}

/** Values of a box plot beyond its whiskers count as well; the mark of an error bar's centre does too. */
function axisValues(series: SeriesModel, point: PointModel): readonly number[] {
  return series.type === 'Bubble' ? point.y.slice(0, 1) : point.y;
}

export function extentOf(values: readonly number[]): Extent | undefined {
  if (values.length === 0) return undefined;
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  return { minimum, maximum };
}

/** Sums by category; values of series that do not stack stand for themselves. */
function stackedExtent(series: readonly SeriesModel[]): Extent | undefined {
  const slots = bySlot(series);
  if (slots.length === 0) return undefined;
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (const slot of slots) {
    const groups = new Map<string, { up: number; down: number }>();
    for (const { series: one, point } of slot) {
      const value = point.y[0] ?? 0;
      const { stacked } = traitsOf(one.type);
      if (!stacked) {
        minimum = Math.min(minimum, value);
        maximum = Math.max(maximum, value);
        continue;
      }
      const key = stacked === 'area' ? 'area' : `columns ${stackGroup(one)}`;
      const sums = groups.get(key) ?? { up: 0, down: 0 };
      if (stacked === 'area' || value > 0) sums.up += value;
      else sums.down += value;
      groups.set(key, sums);
    }
    for (const { up, down } of groups.values()) {
      minimum = Math.min(minimum, up, down);
      maximum = Math.max(maximum, up, down);
    }
  }
  return { minimum, maximum };
}

/** Shares of the category's total in percent. */
function percentExtent(series: readonly SeriesModel[]): Extent | undefined {
  const slots = bySlot(series);
  if (slots.length === 0) return undefined;
  let minimum = 0;
  let maximum = 0;
  for (const slot of slots) {
    const values = slot.map(({ point }) => point.y[0] ?? 0);
    const total = values.reduce((sum, value) => sum + Math.abs(value), 0);
    if (total === 0) continue;
    const up = values.reduce((sum, value) => sum + Math.max(0, value), 0);
    const down = values.reduce((sum, value) => sum + Math.min(0, value), 0);
    maximum = Math.max(maximum, (up / total) * 100);
    minimum = Math.min(minimum, (down / total) * 100);
  }
  return { minimum, maximum };
}

type Cell = { readonly series: SeriesModel; readonly point: PointModel };

function bySlot(series: readonly SeriesModel[]): readonly (readonly Cell[])[] {
  const slots = new Map<number, Cell[]>();
  for (const one of series) {
    for (const point of shownPoints(one)) {
      const place = point.x ?? point.index;
      const cells = slots.get(place) ?? [];
      cells.push({ series: one, point });
      slots.set(place, cells);
    }
  }
  return [...slots.values()];
}

/** Stacks with a name of their own stand side by side. */
export function stackGroup(series: SeriesModel): string {
  return series.attributes.get('StackedGroupName') ?? '';
}

/** Bubbles take as much of the axis as their size is of the picture: 3 % (smallest) to 15 % (largest). */
export function bubbleExtent(
  series: readonly SeriesModel[],
  place: (point: PointModel) => number,
): Extent | undefined {
  const points = series.flatMap(shownPoints);
  const values = extentOf(points.map(place));
  const sizes = extentOf(points.map((point) => point.y[1] ?? 0));
  if (!values || !sizes) return undefined;
  const range = values.maximum - values.minimum;
  const smallest = range * 0.03;
  const largest = range * 0.15;
  const sizeRange = sizes.maximum - sizes.minimum;
  const room = (point: PointModel) => {
    if (sizeRange === 0) return (smallest + largest) / 2;
    return smallest + (((point.y[1] ?? 0) - sizes.minimum) / sizeRange) * (largest - smallest);
  };
  return extentOf(points.flatMap((point) => [place(point) - room(point), place(point) + room(point)]));
}
