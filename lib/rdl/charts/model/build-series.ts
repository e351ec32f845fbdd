import type { Color } from '../../drawing/color.ts';
import { BLACK, TRANSPARENT } from '../../drawing/color.ts';
import {
  booleanProperty,
  colorProperty,
  type PropertyContext,
  textProperty,
} from '../../drawing/properties.ts';
import { readStyle, type Style } from '../../drawing/style.ts';
import { child, type RdlElement } from '../../reader/element.ts';
import { ticksOfOleDate } from '../../values/ole-date.ts';
import { type SeriesType, seriesTypeOf, traitsOf } from '../chart-types.ts';
import type { SeriesDefinition } from '../definition/chart-definition.ts';
import { buildLabel, plainLabel } from './build-label.ts';
import { buildMarker } from './build-marker.ts';
import { buildRawPoints, type RawPoint } from './build-points.ts';
import { type ChartContext, propertiesIn } from './chart-context.ts';
import { readAttributes } from './custom-attributes.ts';
import type { LeafInstance } from './expand-members.ts';
import type { KeywordSource } from './keywords.ts';
import { type ChartPalette, PaletteCursor } from './palette.ts';
import { createStyleReader, pointStyle, type StyleReader } from './point-style.ts';
import type { PointLabelModel, PointModel, SeriesModel } from './series-model.ts';
import { labelText, type SeriesNames } from './series-names.ts';
import { readSmartLabels } from './smart-labels.ts';

/** A series with its points, before colours are given out. */
export type RawSeries = {
  readonly definition: SeriesDefinition;
  readonly type: SeriesType;
  readonly instance: LeafInstance;
  readonly names: SeriesNames;
  readonly area: string;
  readonly points: readonly RawPoint[];
  readonly attributes: ReadonlyMap<string, string>;
};

export type SeriesInput = {
  readonly categories: readonly LeafInstance[];
  /** Whether the category axis of that name in that area is scalar, and the format of its labels. */
  readonly categoryAxis: (
    area: string,
    name: string,
  ) => { readonly scalar: boolean; readonly format: string };
  readonly areaNames: readonly string[];
};

export function rawSeries(
  template: SeriesDefinition,
  instance: LeafInstance,
  input: SeriesInput & { readonly names: SeriesNames },
  context: ChartContext,
): RawSeries | undefined {
  const properties = propertiesIn(instance.scope, context);
  const written = textProperty(template.element, 'Type', properties) ?? 'Column';
  const subtype = textProperty(template.element, 'Subtype', properties) ?? '';
  const type = seriesTypeOf(written.trim(), subtype.trim());
  if (type === undefined) {
    context.warn(`Series "${template.name}" is left out: there is no chart type ${written} ${subtype}.`);
    return undefined;
  }
  const area = areaOf(template, input.areaNames, properties);
  const axisName = textProperty(template.element, 'CategoryAxisName', properties) ?? 'Primary';
  const axis = input.categoryAxis(area, axisName);
  const points = buildRawPoints(
    {
      type,
      template,
      series: instance,
      categories: input.categories,
      categoryText: (category) => labelText(category.path.at(-1)?.label, axis.format, context.writer),
      scalar: axis.scalar,
    },
    context,
  );
  const attributes = new Map(readAttributes(template.element, properties));
  if (/^Exploded/i.test(subtype.trim())) attributes.set('Exploded', 'True');
  return { definition: template, type, instance, names: input.names, area, points, attributes };
}

function areaOf(template: SeriesDefinition, names: readonly string[], properties: PropertyContext): string {
  const written = textProperty(template.element, 'ChartAreaName', properties)?.trim();
  return names.find((name) => name === written) ?? names[0] ?? '';
}

/** Gives colours, styles, labels and markers to series, in order. */
export function finishSeries(
  series: readonly RawSeries[],
  palette: ChartPalette,
  context: ChartContext,
): readonly SeriesModel[] {
  const cursor = new PaletteCursor(palette);
  return series.map((raw, index) => {
    const colors = traitsOf(raw.type).pointColors
      ? raw.points.map((point) => point.color ?? cursor.next())
      : uniformColors(raw.points, cursor);
    const fallback = palette.colors[index % Math.max(1, palette.colors.length)] ?? BLACK;
    return finishOne({ raw, index, colors, fallback }, context);
  });
}

/** One colour for the whole series: that of its first point, or the palette's next one. */
function uniformColors(points: readonly RawPoint[], cursor: PaletteCursor): readonly Color[] {
  const shared = points[0]?.color ?? cursor.next();
  return points.map((point) => point.color ?? shared);
}

type FinishInput = {
  readonly raw: RawSeries;
  readonly index: number;
  readonly colors: readonly Color[];
  readonly fallback: Color;
};

function finishOne(input: FinishInput, context: ChartContext): SeriesModel {
  const { raw, index, colors, fallback } = input;
  const { element } = raw.definition;
  const properties = propertiesIn(raw.instance.scope, context);
  const color = traitsOf(raw.type).pointColors ? (raw.points[0]?.color ?? fallback) : (colors[0] ?? fallback);
  const style = readStyle(child(element, 'Style'), properties);
  const readPointStyle = createStyleReader();
  const firstPoint = raw.points[0];
  const first = firstPoint?.element ?? raw.definition.points[0];
  const firstProperties = firstPoint ? propertiesIn(firstPoint.scope, context) : properties;
  const marker = buildMarker(first, index, firstProperties) ?? buildMarker(element, index, properties);
  const xKind = kindOfX(raw);
  const framed = traitsOf(raw.type).symbol !== 'Line';
  const legend = child(element, 'ChartItemInLegend');
  const values = raw.points.filter((point) => !point.empty).map((point) => point.y);
  return {
    name: textProperty(legend, 'LegendText', properties) ?? raw.names.name,
    internalName: raw.names.internal,
    type: raw.type,
    area: raw.area,
    valueAxis: axisSlot(textProperty(element, 'ValueAxisName', properties)) === 'Primary' ? 'Y' : 'Y2',
    categoryAxis: axisSlot(textProperty(element, 'CategoryAxisName', properties)) === 'Primary' ? 'X' : 'X2',
    hidden: booleanProperty(element, 'Hidden', properties) ?? false,
    color,
    style: pointStyle(readPointStyle(child(first, 'Style'), firstProperties), style, {
      color,
      marker,
      framed,
    }),
    legendName: textProperty(element, 'LegendName', properties)?.trim() ?? '',
    legendText: textProperty(legend, 'LegendText', properties) ?? raw.names.name,
    inLegend: !(booleanProperty(legend, 'Hidden', properties) ?? false),
    xKind,
    yIsDate: raw.points.some((point) => point.yIsDate),
    attributes: raw.attributes,
    smartLabels: readSmartLabels(element, properties),
    points: raw.points.flatMap((point, place) => {
      // A point with values of its own that has no X lies nowhere.
      if (xKind !== 'category' && point.x === undefined) return [];
      const pointColor = colors[place] ?? color;
      const shared = { raw, index, seriesStyle: style, readPointStyle, xKind, values };
      return [finishPoint({ ...shared, point, color: pointColor, place }, context)];
    }),
  };
}

function axisSlot(name: string | undefined): string {
  return name?.trim() || 'Primary';
}

/** X counts only where every point has one: a series mixed with texts lies at plain categories. */
function kindOfX(raw: RawSeries): SeriesModel['xKind'] {
  if (traitsOf(raw.type).axes === 'none') return 'category';
  const valued = raw.points.filter((point) => point.x !== undefined);
  if (valued.length === 0 || valued.length < raw.points.filter((point) => !point.empty).length)
    return 'category';
  if (valued.every((point) => point.x === 0)) return 'category';
  return valued.some((point) => point.xIsDate) ? 'date' : 'number';
}

type PointInput = {
  readonly raw: RawSeries;
  readonly index: number;
  readonly seriesStyle: Style;
  readonly readPointStyle: StyleReader;
  readonly point: RawPoint;
  readonly color: Color;
  readonly xKind: SeriesModel['xKind'];
  readonly place: number;
  /** The Y values of all points that have some. */
  readonly values: readonly (readonly number[])[];
};

function finishPoint(input: PointInput, context: ChartContext): PointModel {
  const { raw, index, seriesStyle, readPointStyle, point, xKind } = input;
  const series = raw.definition.element;
  const properties = propertiesIn(point.scope, context);
  const seriesProperties = propertiesIn(raw.instance.scope, context);
  // An empty point is drawn with the style of the series' empty points, where it has one.
  const owner = point.empty ? child(series, 'ChartEmptyPoints') : point.element;
  const own = point.empty ? colorProperty(child(owner, 'Style'), 'Color', properties) : undefined;
  const color = own ?? (point.empty ? TRANSPARENT : input.color);
  const marker =
    buildMarker(owner, index, properties) ??
    (point.empty ? undefined : buildMarker(series, index, seriesProperties));
  const keywords = keywordSource(input, context);
  const label =
    collectedLabel(point, series, seriesProperties) ??
    buildLabel(owner, keywords, { properties, writer: context.writer }) ??
    (point.empty ? undefined : buildLabel(series, keywords, { properties, writer: context.writer }));
  return {
    index: point.index,
    category: xKind === 'category' ? point.category : '',
    x: xKind === 'category' ? undefined : point.x,
    y: point.y,
    empty: point.empty,
    color,
    style: pointStyle(readPointStyle(child(owner, 'Style'), properties), seriesStyle, {
      color,
      marker,
      framed: traitsOf(raw.type).symbol !== 'Line',
    }),
    label,
    collected: point.collectedLabel !== undefined,
    legendText: point.legendText,
    inLegend: point.inLegend,
    attributes: point.attributes,
  };
}

/** A slice that stands for others says so, whether labels are shown or not. */
function collectedLabel(
  point: RawPoint,
  series: RdlElement,
  properties: PropertyContext,
): PointLabelModel | undefined {
  const text = point.collectedLabel;
  if (text === undefined) return undefined;
  return plainLabel(text, child(series, 'ChartDataLabel'), properties);
}

function keywordSource(input: PointInput, context: ChartContext): KeywordSource {
  const { raw, point, xKind } = input;
  const x = xKind === 'category' ? 0 : (point.x ?? 0);
  return {
    x,
    y: point.y,
    axisLabel: xKind === 'category' ? point.category : '',
    label: point.category,
    legendText: point.legendText || raw.names.name,
    seriesName: raw.names.internal,
    index: input.place,
    series: input.values,
    attributes: new Map([...raw.attributes, ...point.attributes]),
    write: (value, format, kind) =>
      writeNumber(value, format, { date: kind === 'x' && xKind === 'date' }, context),
  };
}

function writeNumber(
  value: number,
  format: string,
  kind: { readonly date: boolean },
  context: ChartContext,
): string {
  if (!kind.date) return context.writer.write({ type: 'Double', value }, format);
  return context.writer.write(
    { type: 'DateTime', ticks: ticksOfOleDate(value) },
    format === '' ? 'd' : format,
  );
}
