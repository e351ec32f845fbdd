/** The kinds of series that a chart can hold, by the rendering engine's own names. */
export type SeriesType =
  | 'Column'
  | 'StackedColumn'
  | '100%StackedColumn'
  | 'Bar'
  | 'StackedBar'
  | '100%StackedBar'
  | 'Line'
  | 'Spline'
  | 'StepLine'
  | 'Area'
  | 'SplineArea'
  | 'StackedArea'
  | '100%StackedArea'
  | 'Pie'
  | 'Doughnut'
  | 'Funnel'
  | 'Pyramid'
  | 'TreeMap'
  | 'Sunburst'
  | 'Point'
  | 'Bubble'
  | 'Range'
  | 'SplineRange'
  | 'RangeColumn'
  | 'RangeBar'
  | 'Stock'
  | 'Candlestick'
  | 'BoxPlot'
  | 'ErrorBar'
  | 'Polar'
  | 'Radar';

export type LegendSymbol = 'Rectangle' | 'Line' | 'Marker';

/** What layout and scales must know of a kind of series. */
export type SeriesTraits = {
  /** Pies, funnels, tree maps and sunbursts fill their area without axes. */
  readonly axes: 'cartesian' | 'circular' | 'none';
  /** The category axis stands upright. */
  readonly horizontal: boolean;
  readonly stacked: false | 'columns' | 'area';
  readonly percent: boolean;
  /** Series of the kind share the slot of a category side by side. */
  readonly sideBySide: boolean;
  /** Each point has its own palette colour and its own legend item. */
  readonly pointColors: boolean;
  /** All Y values lie on the value axis (otherwise only the first one). */
  readonly allValuesOnAxis: boolean;
  /** The category axis keeps no margin at its ends when all series are of such kinds. */
  readonly fillsToEdges: boolean;
  /** The base of the marks is zero where the axis holds it (otherwise the minimum). */
  readonly zeroBase: boolean;
  readonly symbol: LegendSymbol;
  /** The legend lists the items of such charts from the top of the stack. */
  readonly reversedLegend: boolean;
};

const CARTESIAN: SeriesTraits = {
  axes: 'cartesian',
  horizontal: false,
  stacked: false,
  percent: false,
  sideBySide: false,
  pointColors: false,
  allValuesOnAxis: false,
  fillsToEdges: false,
  zeroBase: true,
  symbol: 'Rectangle',
  reversedLegend: false,
};
const COLUMN: SeriesTraits = { ...CARTESIAN, sideBySide: true };
const STACKED_COLUMN: SeriesTraits = { ...CARTESIAN, stacked: 'columns', reversedLegend: true };
const STACKED_BAR: SeriesTraits = { ...CARTESIAN, stacked: 'columns', horizontal: true };
const LINE: SeriesTraits = { ...CARTESIAN, symbol: 'Line' };
const AREA: SeriesTraits = { ...CARTESIAN, fillsToEdges: true };
const STACKED_AREA: SeriesTraits = { ...AREA, stacked: 'area', reversedLegend: true };
const SHAPE: SeriesTraits = { ...CARTESIAN, axes: 'none', pointColors: true, zeroBase: false };
const RANGE: SeriesTraits = { ...AREA, allValuesOnAxis: true };
const PRICE: SeriesTraits = { ...CARTESIAN, allValuesOnAxis: true, zeroBase: false, symbol: 'Line' };
const SPREAD: SeriesTraits = { ...CARTESIAN, allValuesOnAxis: true, zeroBase: false, sideBySide: true };
const CIRCULAR: SeriesTraits = { ...CARTESIAN, axes: 'circular', symbol: 'Line' };

const TRAITS: Readonly<Record<SeriesType, SeriesTraits>> = {
  Column: COLUMN,
  StackedColumn: STACKED_COLUMN,
  '100%StackedColumn': { ...STACKED_COLUMN, percent: true },
  Bar: { ...COLUMN, horizontal: true },
  StackedBar: STACKED_BAR,
  '100%StackedBar': { ...STACKED_BAR, percent: true },
  Line: LINE,
  Spline: LINE,
  StepLine: LINE,
  Area: AREA,
  SplineArea: AREA,
  StackedArea: STACKED_AREA,
  '100%StackedArea': { ...STACKED_AREA, percent: true },
  Pie: SHAPE,
  Doughnut: SHAPE,
  Funnel: SHAPE,
  Pyramid: { ...SHAPE, reversedLegend: true },
  TreeMap: { ...SHAPE, pointColors: false },
  Sunburst: { ...SHAPE, pointColors: false },
  Point: { ...CARTESIAN, symbol: 'Marker' },
  Bubble: { ...CARTESIAN, symbol: 'Marker' },
  Range: RANGE,
  SplineRange: RANGE,
  RangeColumn: { ...COLUMN, allValuesOnAxis: true },
  RangeBar: { ...COLUMN, allValuesOnAxis: true, horizontal: true },
  Stock: PRICE,
  Candlestick: PRICE,
  BoxPlot: { ...SPREAD },
  ErrorBar: { ...SPREAD, symbol: 'Line' },
  Polar: CIRCULAR,
  Radar: { ...CIRCULAR, symbol: 'Rectangle' },
};

export function traitsOf(type: SeriesType): SeriesTraits {
  return TRAITS[type];
}

/**
 * The engine's type of a series for the `Type` and `Subtype` of a definition; undefined for an unknown type. A subtype
 * that belongs to another type, as a designer leaves it behind when the type is changed, means the plain one.
 */
export function seriesTypeOf(type: string, subtype: string): SeriesType | undefined {
  const kind = subtype === '' || subtype === 'Plain' ? 'Plain' : subtype;
  const types = SERIES_TYPES[type];
  return types?.[kind] ?? types?.Plain;
}

const SERIES_TYPES: Readonly<Record<string, Readonly<Record<string, SeriesType>>>> = {
  Column: { Plain: 'Column', Stacked: 'StackedColumn', PercentStacked: '100%StackedColumn' },
  Bar: { Plain: 'Bar', Stacked: 'StackedBar', PercentStacked: '100%StackedBar' },
  Line: { Plain: 'Line', Smooth: 'Spline', Stepped: 'StepLine' },
  Area: { Plain: 'Area', Smooth: 'SplineArea', Stacked: 'StackedArea', PercentStacked: '100%StackedArea' },
  Shape: {
    Plain: 'Pie',
    Pie: 'Pie',
    ExplodedPie: 'Pie',
    Doughnut: 'Doughnut',
    ExplodedDoughnut: 'Doughnut',
    Funnel: 'Funnel',
    Pyramid: 'Pyramid',
    TreeMap: 'TreeMap',
    Sunburst: 'Sunburst',
  },
  Scatter: { Plain: 'Point', Bubble: 'Bubble' },
  Range: {
    Plain: 'Range',
    Smooth: 'SplineRange',
    Candlestick: 'Candlestick',
    Stock: 'Stock',
    Bar: 'RangeBar',
    Column: 'RangeColumn',
    BoxPlot: 'BoxPlot',
    ErrorBar: 'ErrorBar',
  },
  Polar: { Plain: 'Polar', Radar: 'Radar' },
};
