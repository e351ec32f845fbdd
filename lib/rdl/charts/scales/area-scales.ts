import { traitsOf } from '../chart-types.ts';
import type { AreaModel, AxisModel, AxisName } from '../model/chart-model.ts';
import { numberAttribute } from '../model/custom-attributes.ts';
import type { SeriesModel } from '../model/series-model.ts';
import { type AxisLabel, categoryLabels, groupLabels, valueLabels } from './axis-labels.ts';
import { categoryScale } from './category-scale.ts';
import { circularScale } from './circular-scale.ts';
import type { Scale } from './scale.ts';
import { bubbleExtent, extentOf, valueExtent } from './value-extent.ts';
import { dateValueScale, EMPTY_EXTENT, numberScale, scalarScale } from './value-scale.ts';

export type AxisSide = 'Left' | 'Right' | 'Top' | 'Bottom';

/** An axis of an area with its scale. */
export type AxisState = {
  readonly name: AxisName;
  readonly model: AxisModel;
  readonly side: AxisSide;
  /** Drawn; an axis that is not keeps its scale. */
  readonly enabled: boolean;
  readonly scale: Scale;
  readonly labels: readonly AxisLabel[];
  /** Half a slot of room at the ends of a category axis. */
  readonly margin: boolean;
};

/** The scales of one area. Areas without axes or series are of kind `none`; their axes only take room. */
export type AreaScales = {
  readonly kind: 'cartesian' | 'circular' | 'none';
  readonly horizontal: boolean;
  readonly series: readonly SeriesModel[];
  readonly axes: Readonly<Partial<Record<AxisName, AxisState>>>;
};

/** The scales of an area from the points of its series. */
export function areaScales(area: AreaModel, allSeries: readonly SeriesModel[]): AreaScales {
  const series = allSeries.filter((one) => one.area === area.name && !one.hidden && one.points.length > 0);
  const first = series[0];
  const kind = first ? traitsOf(first.type).axes : 'cartesian';
  const horizontal = first ? traitsOf(first.type).horizontal : false;
  if (!first || kind === 'none')
    return { kind: first ? kind : 'none', horizontal, series, axes: bareAxes(area) };
  const axes: Partial<Record<AxisName, AxisState>> = {};
  for (const name of ['X', 'Y', 'X2', 'Y2'] as const) {
    const state = axisState(name, area, series);
    if (state) axes[name] = withSide(state, area, horizontal);
  }
  return { kind, horizontal, series, axes };
}

/** Axes without scale or labels: what they keep free around a pie or an empty area. */
function bareAxes(area: AreaModel): AreaScales['axes'] {
  const bare = (name: AxisName) => {
    const model = area.axes[name];
    const enabled = model.visible !== 'False';
    const labels = name === 'X' && enabled && !model.labels.hidden ? groupLabels(area) : [];
    return withSide({ name, model, enabled, scale: BARE_SCALE, labels, margin: true }, area, false);
  };
  return { X: bare('X'), Y: bare('Y') };
}

const BARE_SCALE: Scale = {
  kind: 'category',
  minimum: 0,
  maximum: 1,
  interval: 1,
  intervalType: 'Number',
  intervalOffset: 0,
  intervalOffsetType: 'Number',
  logBase: 10,
  reversed: false,
};

function axisState(
  name: AxisName,
  area: AreaModel,
  series: readonly SeriesModel[],
): Omit<AxisState, 'side'> | undefined {
  const model = area.axes[name];
  const isCategory = name === 'X' || name === 'X2';
  const own = series.filter((one) => (isCategory ? one.categoryAxis : one.valueAxis) === name);
  const used = own.length > 0;
  if (!used && model.visible !== 'True') return undefined;
  if (!used && (name === 'X2' || name === 'Y2')) return undefined;
  const shown = used ? own : series;
  const margin = !isCategory || (model.margin ?? !shown.every((one) => traitsOf(one.type).fillsToEdges));
  const scale = isCategory ? categoryAxisScale(model, shown, margin) : valueAxisScale(model, shown);
  const enabled = model.visible !== 'False';
  const hidden = model.labels.hidden || !enabled;
  // The labels of a radar stand around it: they are no labels of the scale.
  const around = isCategory && shown[0]?.type === 'Radar';
  const labels =
    hidden || around
      ? []
      : scale.kind === 'category'
        ? categoryLabels(scale, model, { area, series: shown })
        : valueLabels(scale, model);
  return { name, model, enabled, scale, labels, margin };
}

/** An axis lies at the start of the axis that crosses it: at the other side where that one is reversed. */
function withSide(state: Omit<AxisState, 'side'>, area: AreaModel, horizontal: boolean): AxisState {
  const isCategory = state.name === 'X' || state.name === 'X2';
  const secondary = state.name === 'X2' || state.name === 'Y2';
  const crossing = isCategory ? area.axes.Y : area.axes.X;
  const far = secondary !== crossing.settings.reversed;
  const upright = isCategory === horizontal;
  const side: AxisSide = upright ? (far ? 'Right' : 'Left') : far ? 'Top' : 'Bottom';
  return { ...state, side };
}

function valueAxisScale(model: AxisModel, series: readonly SeriesModel[]): Scale {
  const extent = valueExtent(series) ?? EMPTY_EXTENT;
  const traits = series.map((one) => traitsOf(one.type));
  if (series[0]?.yIsDate) return dateValueScale(extent, model.settings);
  return numberScale(extent, model.settings, {
    stacked: traits.some((one) => one.stacked !== false),
    percent: traits[0]?.percent ?? false,
  });
}

function categoryAxisScale(model: AxisModel, series: readonly SeriesModel[], margin: boolean): Scale {
  const { settings } = model;
  if (series[0] && traitsOf(series[0].type).axes === 'circular') return circularScale(model);
  const indexed = series.every((one) => one.xKind === 'category');
  if (indexed) {
    const first = series[0];
    const columns = first && (traitsOf(first.type).sideBySide || traitsOf(first.type).stacked === 'columns');
    return categoryScale({
      count: Math.max(...series.map((one) => one.points.length)),
      margin,
      columnWidth: columns ? (numberAttribute(first.attributes, 'PointWidth') ?? 0.8) : 0,
      minimum: settings.minimum,
      maximum: settings.maximum,
      interval: settings.interval,
      intervalOffset: settings.intervalOffset,
      reversed: settings.reversed,
    });
  }
  const bubbles = series[0]?.type === 'Bubble';
  const date = series[0]?.xKind === 'date';
  const extent = bubbles && !date ? bubbleExtent(series, (point) => point.x ?? 0) : pointExtent(series);
  return scalarScale(extent ?? EMPTY_EXTENT, settings, {
    date,
    gap: smallestGap(series),
    margin,
    rounded: bubbles,
  });
}

function pointExtent(series: readonly SeriesModel[]) {
  return extentOf(series.flatMap((one) => one.points.map((point) => point.x ?? 0)));
}

/** The smallest distance between two neighbouring points of a series; 1 where there are no two places. */
export function smallestGap(series: readonly SeriesModel[]): number {
  let gap = Number.POSITIVE_INFINITY;
  for (const { points } of series) {
    const places = points.map((point) => point.x ?? point.index).sort((a, b) => a - b);
    for (let index = 1; index < places.length; index += 1) {
      const distance = (places[index] ?? 0) - (places[index - 1] ?? 0);
      if (distance > 0 && distance < gap) gap = distance;
    }
  }
  return Number.isFinite(gap) ? gap : 1;
}
