import type { PixelBox } from '../../drawing/svg.ts';
import { traitsOf } from '../chart-types.ts';
import { numberAttribute } from '../model/custom-attributes.ts';
import type { PointModel, SeriesModel } from '../model/series-model.ts';
import { smallestGap } from '../scales/area-scales.ts';
import { stackGroup } from '../scales/value-extent.ts';
import { drawBlock } from './blocks.ts';
import {
  baseValue,
  clamped,
  onAxis,
  type PlotContext,
  pixelsOf,
  pixelsOnScale,
  placeOf,
  type SeriesAxes,
  seriesAxes,
} from './plot-context.ts';

/** A column or bar that was placed: for its label and its shape. */
export type PlacedColumn = {
  readonly series: SeriesModel;
  readonly point: PointModel;
  readonly box: PixelBox;
  /** It grows against the direction of its axis. */
  readonly negative: boolean;
};

/** Columns, bars and their stacked and range kinds; series of one kind share the slots. */
export function drawColumns(series: readonly SeriesModel[], context: PlotContext): readonly PlacedColumn[] {
  const placed = placeColumns(series, context);
  for (const column of placed) drawBlock(column, context);
  return placed;
}

export function placeColumns(series: readonly SeriesModel[], context: PlotContext): readonly PlacedColumn[] {
  const first = series[0];
  if (!first) return [];
  return traitsOf(first.type).stacked ? stackedColumns(series, context) : clusteredColumns(series, context);
}

function clusteredColumns(series: readonly SeriesModel[], context: PlotContext): readonly PlacedColumn[] {
  const places = clusterPlaces(series);
  return series.flatMap((one, index) => {
    const axes = seriesAxes(one, context);
    if (!axes) return [];
    const slot = { index: places.sideBySide ? index : 0, count: places.sideBySide ? series.length : 1 };
    return one.points.flatMap((point) => {
      if (point.empty || !onAxis(axes.category, placeOf(point))) return [];
      const range = traitsOf(one.type).allValuesOnAxis;
      const from = range ? (point.y[1] ?? 0) : baseValue(axes.value);
      const to = point.y[0] ?? 0;
      const across = columnSlot(one, point, slot, { axes, context, gap: places.gap });
      return [{ series: one, point, box: columnBox(across, from, to, axes, context), negative: to < from }];
    });
  });
}

/** Series that share no place on a scale of values need not stand side by side. */
function clusterPlaces(series: readonly SeriesModel[]): {
  readonly sideBySide: boolean;
  readonly gap: number;
} {
  const written = series[0]?.attributes.get('DrawSideBySide')?.toLowerCase();
  const gap = smallestGap(series);
  if (written === 'true') return { sideBySide: true, gap };
  if (written === 'false') return { sideBySide: false, gap };
  const seen = new Set<number>();
  let shared = series.some((one) => one.xKind === 'category');
  for (const one of series) {
    for (const point of one.points) if (seen.has(placeOf(point))) shared = true;
    for (const point of one.points) seen.add(placeOf(point));
  }
  return { sideBySide: shared, gap };
}

function stackedColumns(series: readonly SeriesModel[], context: PlotContext): readonly PlacedColumn[] {
  const groups = [...new Set(series.map(stackGroup))];
  const gap = smallestGap(series);
  const totals = percentTotals(series);
  const sums = new Map<string, { up: number; down: number }>();
  return series.flatMap((one) => {
    const axes = seriesAxes(one, context);
    if (!axes) return [];
    const slot = { index: groups.indexOf(stackGroup(one)), count: groups.length };
    return one.points.flatMap((point) => {
      const place = placeOf(point);
      if (point.empty || !onAxis(axes.category, place)) return [];
      const key = `${stackGroup(one)} ${one.valueAxis} ${place}`;
      const sum = sums.get(key) ?? { up: 0, down: 0 };
      sums.set(key, sum);
      const total = totals?.get(place);
      const value =
        total === undefined ? (point.y[0] ?? 0) : total === 0 ? 0 : ((point.y[0] ?? 0) / total) * 100;
      const base = value >= 0 ? sum.up : sum.down;
      if (value >= 0) sum.up += value;
      else sum.down += value;
      const from = base === 0 ? baseValue(axes.value) : base;
      const across = columnSlot(one, point, slot, { axes, context, gap });
      const box = columnBox(across, from, base + value, axes, context);
      return [{ series: one, point, box, negative: value < 0 }];
    });
  });
}

/** The sum of the amounts of each place, for kinds that show shares. */
export function percentTotals(series: readonly SeriesModel[]): ReadonlyMap<number, number> | undefined {
  if (!series.some((one) => traitsOf(one.type).percent)) return undefined;
  const totals = new Map<number, number>();
  for (const one of series) {
    for (const point of one.points) {
      if (point.empty) continue;
      const place = placeOf(point);
      totals.set(place, (totals.get(place) ?? 0) + Math.abs(point.y[0] ?? 0));
    }
  }
  return totals;
}

type Slot = { readonly index: number; readonly count: number };
type SlotTools = { readonly axes: SeriesAxes; readonly context: PlotContext; readonly gap: number };

/** The stretch that a column takes along the category axis: its part of 0.8 of a slot (`PointWidth`). */
function columnSlot(
  series: SeriesModel,
  point: PointModel,
  slot: Slot,
  { axes, context, gap }: SlotTools,
): { readonly start: number; readonly length: number } {
  const width = (numberAttribute(series.attributes, 'PointWidth') ?? 0.8) * gap;
  const place = placeOf(point);
  const a = pixelsOnScale(axes.category, place - width / 2, context);
  const b = pixelsOnScale(axes.category, place + width / 2, context);
  const whole = limitedWidth(series, Math.abs(b - a));
  const middle = (a + b) / 2;
  const part = whole / slot.count;
  // Along an upright axis the first series stands on top.
  return { start: middle - whole / 2 + part * slot.index, length: part };
}

function limitedWidth(series: SeriesModel, pixels: number): number {
  const fixed = numberAttribute(series.attributes, 'PixelPointWidth');
  if (fixed !== undefined) return fixed;
  const least = numberAttribute(series.attributes, 'MinPixelPointWidth') ?? 0;
  const most = numberAttribute(series.attributes, 'MaxPixelPointWidth') ?? Number.POSITIVE_INFINITY;
  return Math.min(most, Math.max(least, pixels));
}

function columnBox(
  across: { readonly start: number; readonly length: number },
  from: number,
  to: number,
  axes: SeriesAxes,
  context: PlotContext,
): PixelBox {
  const a = pixelsOf(axes.value, clamped(axes.value.scale, from), context);
  const b = pixelsOf(axes.value, clamped(axes.value.scale, to), context);
  const start = Math.min(a, b);
  const length = Math.abs(a - b);
  return context.layout.scales.horizontal
    ? { left: start, top: across.start, width: length, height: across.length }
    : { left: across.start, top: start, width: across.length, height: length };
}
