import { DEFAULT_FONT } from '../../drawing/font.ts';
import {
  booleanProperty,
  choiceProperty,
  colorProperty,
  lengthProperty,
  numberProperty,
  textProperty,
} from '../../drawing/properties.ts';
import { readStyle } from '../../drawing/style.ts';
import { child, type RdlElement } from '../../reader/element.ts';
import { traitsOf } from '../chart-types.ts';
import { boxStyle, textStyle } from './box-style.ts';
import { readDock } from './build-dock.ts';
import { automaticMarker } from './build-marker.ts';
import { type ChartContext, propertiesIn } from './chart-context.ts';
import type { LegendItemModel, LegendModel, TextStyle } from './chart-model.ts';
import type { MarkerModel, PointModel, SeriesModel } from './series-model.ts';

const LAYOUTS = ['Column', 'Row', 'AutoTable', 'TallTable', 'WideTable'] as const;
const FITTED_SIZE = 8;

/** Decides a `ChartLegend` and the items that it lists. */
export function buildLegend(
  element: RdlElement,
  series: readonly SeriesModel[],
  context: ChartContext,
): LegendModel {
  const properties = propertiesIn(context.region, context);
  const style = readStyle(child(element, 'Style'), properties);
  const title = child(element, 'ChartLegendTitle');
  const autoFit = !(booleanProperty(element, 'AutoFitTextDisabled', properties) ?? false);
  const titleStyle = readStyle(child(title, 'Style'), properties);
  if (child(element, 'ChartLegendColumns')?.children.length) {
    context.warn('Columns of a legend are not drawn: each item has its symbol and its text.');
  }
  const reversed = choiceProperty(element, 'Reversed', ['Auto', 'True', 'False'], properties) ?? 'Auto';
  return {
    name: element.attributes.Name ?? '',
    hidden: booleanProperty(element, 'Hidden', properties) ?? false,
    dock: readDock(element, 'RightTop', properties),
    layout: choiceProperty(element, 'Layout', LAYOUTS, properties) ?? 'AutoTable',
    style: legendText(textStyle(style, DEFAULT_FONT), autoFit),
    box: boxStyle(style),
    title: {
      text: (textProperty(title, 'Caption', properties) ?? '').replaceAll('\\n', '\n'),
      style: textStyle(titleStyle, { ...DEFAULT_FONT, size: FITTED_SIZE, bold: true }),
      separator: textProperty(title, 'TitleSeparator', properties) ?? 'None',
    },
    reversed: reversed === 'Auto' ? undefined : reversed === 'True',
    autoFit,
    minimumFontSize: lengthProperty(element, 'MinFontSize', properties) ?? 7,
    maximumAutoSize: numberProperty(element, 'MaxAutoSize', properties) ?? 50,
    textWrapThreshold: numberProperty(element, 'TextWrapThreshold', properties) ?? 25,
    equallySpacedItems: booleanProperty(element, 'EquallySpacedItems', properties) ?? false,
    interlacedRows: booleanProperty(element, 'InterlacedRows', properties) ?? false,
    interlacedColor: colorProperty(element, 'InterlacedRowsColor', properties),
    items: legendItems(series, reversed),
  };
}

/** Texts that are fitted start at 8 pt whatever the style says; others have the size of the style (measured). */
function legendText(style: TextStyle, autoFit: boolean): TextStyle {
  return autoFit ? { ...style, font: { ...style.font, size: FITTED_SIZE } } : style;
}

/** Series in order, or their points where each has its own colour; from the top of the stack for stacked ones. */
function legendItems(
  series: readonly SeriesModel[],
  reversed: 'Auto' | 'True' | 'False',
): readonly LegendItemModel[] {
  const visible = series.filter((one) => !one.hidden);
  const items = visible.flatMap((one) =>
    traitsOf(one.type).pointColors ? pointItems(one) : seriesItems(one, series),
  );
  const upsideDown =
    reversed === 'Auto' ? visible.some((one) => traitsOf(one.type).reversedLegend) : reversed === 'True';
  return upsideDown ? items.reverse() : items;
}

function seriesItems(series: SeriesModel, all: readonly SeriesModel[]): readonly LegendItemModel[] {
  if (!series.inLegend || series.points.length === 0) return [];
  const { style, type } = series;
  const symbol = traitsOf(type).symbol;
  const pointMarker: MarkerModel = {
    style: automaticMarker(all.indexOf(series)),
    size: 5,
    color: undefined,
    borderColor: undefined,
    borderWidth: 1,
  };
  return [
    {
      text: series.legendText,
      color: series.color,
      symbol,
      background: style.background,
      border: style.border,
      lineStyle: style.lineStyle,
      lineWidth: style.lineWidth,
      marker: style.marker ?? (type === 'Point' || type === 'Bubble' ? pointMarker : undefined),
    },
  ];
}

function pointItems(series: SeriesModel): readonly LegendItemModel[] {
  if (!series.inLegend) return [];
  return series.points.filter((point) => !point.empty && point.inLegend).map((point) => pointItem(point));
}

function pointItem(point: PointModel): LegendItemModel {
  return {
    text: point.legendText || point.category || point.label?.text || `Point ${point.index}`,
    color: point.color,
    symbol: 'Rectangle',
    background: point.style.background,
    border: point.style.border,
    lineStyle: point.style.lineStyle,
    lineWidth: point.style.lineWidth,
    marker: undefined,
  };
}
