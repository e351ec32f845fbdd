import type { Scope } from '../../data/scope.ts';
import { type Color, parseColor } from '../../drawing/color.ts';
import { evaluatedText, textProperty } from '../../drawing/properties.ts';
import { child, type RdlElement } from '../../reader/element.ts';
import { axisNumber, isDate, presentValue } from '../../values/axis-number.ts';
import type { Evaluated } from '../../values/value.ts';
import type { SeriesType } from '../chart-types.ts';
import { type ChartContext, propertiesIn } from './chart-context.ts';
import { readAttributes } from './custom-attributes.ts';
import type { LeafInstance } from './expand-members.ts';

/** A point as far as it can be decided without its neighbours. */
export type RawPoint = {
  readonly scope: Scope;
  readonly element: RdlElement | undefined;
  readonly index: number;
  readonly category: string;
  readonly x: number | undefined;
  readonly xIsDate: boolean;
  readonly y: readonly number[];
  readonly yIsDate: boolean;
  readonly empty: boolean;
  /** The colour that the definition gives; undefined leaves it to the palette. */
  readonly color: Color | undefined;
  readonly legendText: string;
  readonly inLegend: boolean;
  readonly attributes: ReadonlyMap<string, string>;
  /** The text on a slice that stands for several collected ones. */
  readonly collectedLabel?: string;
};

export type PointsInput = {
  readonly type: SeriesType;
  readonly template: { readonly element: RdlElement; readonly points: readonly RdlElement[] };
  readonly series: LeafInstance;
  readonly categories: readonly LeafInstance[];
  /** Text of a category, and its value where the axis is scalar. */
  readonly categoryText: (category: LeafInstance) => string;
  readonly scalar: boolean;
};

/** The points of one series, one a category. */
export function buildRawPoints(input: PointsInput, context: ChartContext): readonly RawPoint[] {
  return input.categories.map((category, position) => {
    const element = input.template.points[category.leaf] ?? input.template.points[0];
    const scope = cellScope(category, input.series);
    return buildRawPoint({ input, category, element, scope, index: position + 1 }, context);
  });
}

function cellScope(category: LeafInstance, series: LeafInstance): Scope {
  if (!series.dynamic) return category.scope;
  return category.dynamic ? category.scope.intersect(series.scope) : series.scope;
}

type RawPointInput = {
  readonly input: PointsInput;
  readonly category: LeafInstance;
  readonly element: RdlElement | undefined;
  readonly scope: Scope;
  readonly index: number;
};

function buildRawPoint(point: RawPointInput, context: ChartContext): RawPoint {
  const { input, category, element, scope } = point;
  const properties = propertiesIn(scope, context);
  const values = child(element, 'ChartDataPointValues');
  const evaluate = (name: string): Evaluated | undefined => {
    const source = child(values, name)?.text;
    return source === undefined || source.trim() === '' ? undefined : scope.evaluate(source);
  };
  const y = valueNames(input.type).map((name) => presentValue(evaluate(name)));
  const numbers = y.map((value) => (value ? axisNumber(value) : undefined));
  const required = input.type === 'BoxPlot' ? numbers.slice(0, 4) : numbers;
  const empty = required.some((number) => number === undefined);
  const x = presentValue(evaluate('X')) ?? (input.scalar ? scalarValue(category) : undefined);
  const legend = child(element, 'ChartItemInLegend');
  const axisLabel = child(element, 'AxisLabel')?.text;
  return {
    scope,
    element,
    index: point.index,
    category:
      (axisLabel === undefined ? undefined : evaluatedText(axisLabel, 'AxisLabel', properties)) ??
      (input.categoryText(category) || (category.dynamic ? '' : ' ')),
    x: x ? axisNumber(x) : undefined,
    xIsDate: x !== undefined && isDate(x),
    y: numbers.map((number) => (empty ? 0 : (number ?? 0))),
    yIsDate: y[0] !== undefined && isDate(y[0]),
    empty,
    color: readColor(element, scope, context) ?? readColor(input.template.element, scope, context),
    legendText: textProperty(legend, 'LegendText', properties) ?? '',
    inLegend: textProperty(legend, 'Hidden', properties)?.toLowerCase() !== 'true',
    attributes: readAttributes(element, properties),
  };
}

/** The grouping value of a scalar category axis; its label where that alone is a number or a date. */
function scalarValue(category: LeafInstance) {
  const last = category.path.at(-1);
  const key = presentValue(last?.key);
  if (key && axisNumber(key) !== undefined) return key;
  const label = presentValue(last?.label);
  return label && axisNumber(label) !== undefined ? label : undefined;
}

/** A wrong or failing colour leaves the point to the palette. */
function readColor(element: RdlElement | undefined, scope: Scope, context: ChartContext): Color | undefined {
  const text = textProperty(child(element, 'Style'), 'Color', propertiesIn(scope, context));
  return text === undefined ? undefined : parseColor(text);
}

/** The elements of `ChartDataPointValues` in the order of the engine's Y values. */
export function valueNames(type: SeriesType): readonly string[] {
  switch (type) {
    case 'Bubble':
      return ['Y', 'Size'];
    case 'Range':
    case 'SplineRange':
    case 'RangeColumn':
    case 'RangeBar':
      return ['High', 'Low'];
    case 'Stock':
    case 'Candlestick':
      return ['High', 'Low', 'Start', 'End'];
    case 'BoxPlot':
      return ['Low', 'High', 'Start', 'End', 'Mean', 'Median'];
    case 'ErrorBar':
      return ['Y', 'Low', 'High'];
    default:
      return ['Y'];
  }
}
