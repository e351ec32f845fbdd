import type { AxisModel } from '../model/chart-model.ts';
import type { SeriesModel } from '../model/series-model.ts';
import type { AxisState } from './area-scales.ts';
import type { Scale } from './scale.ts';
import { labelSlots } from './ticks.ts';

/** The category axis of polar and radar charts: a full turn in twelve parts unless the definition says otherwise. */
export function circularScale({ settings }: AxisModel): Scale {
  const minimum = settings.minimum ?? 0;
  const maximum = settings.maximum ?? 360;
  return {
    kind: 'number',
    minimum,
    maximum,
    interval: settings.interval > 0 ? settings.interval : Math.abs(maximum - minimum) / 12,
    intervalType: 'Number',
    intervalOffset: settings.intervalOffset,
    intervalOffsetType: 'Number',
    logBase: 10,
    reversed: settings.reversed,
  };
}

/** A direction that has a label; degrees clockwise from the top. */
export type Sector = { readonly degrees: number; readonly text: string };

/** Radar charts have a sector for each point of their longest series, polar charts one for each interval. */
export function sectorsOf(axis: AxisState, series: readonly SeriesModel[]): readonly Sector[] {
  if (series[0]?.type === 'Radar') {
    const count = Math.max(0, ...series.map((one) => one.points.length));
    return Array.from({ length: count }, (_, index) => ({
      degrees: (index * 360) / count,
      text: series.map((one) => one.points[index]?.category ?? '').find((text) => text !== '') ?? '',
    }));
  }
  const { minimum, maximum, interval } = axis.scale;
  const count = Math.trunc(Math.abs(maximum - minimum) / interval);
  const slots = labelSlots(axis.scale, true);
  return Array.from({ length: count }, (_, index) => {
    const slot = slots[index];
    return {
      degrees: (index * 360) / count,
      text: slot === undefined ? '' : axis.model.labels.write(slot.position, 'number'),
    };
  });
}

/** The direction of a point: polar charts place it by its X, radar charts (and plain categories) by its order. */
export function degreesOf(series: SeriesModel, order: number, axis: AxisState, sectors: number): number {
  const point = series.points[order];
  if (series.type === 'Polar' && point?.x !== undefined) {
    const { minimum, maximum } = axis.scale;
    const crossing = typeof axis.model.crossAt === 'number' ? axis.model.crossAt : 0;
    return (point.x * 360) / Math.abs(maximum - minimum) + crossing;
  }
  const count = series.type === 'Polar' ? series.points.length : sectors;
  return count === 0 ? 0 : (order * 360) / count;
}
