import { BLACK, type Color, colorText } from '../../drawing/color.ts';
import type { Stroke } from '../../drawing/stroke.ts';
import { textData } from '../../gauges/data/panel-data.ts';
import type { DataValue } from '../../gauges/data/values.ts';
import type { PlacedText } from '../../gauges/layout/label-layout.ts';
import type { MapLayout } from '../layout/map-layout.ts';
import type { LegendItemModel, LegendModel, PathModel, ShapeModel, SymbolModel } from '../model/map-model.ts';

type Data = Readonly<Record<string, DataValue>>;

/** What was drawn of a map, in the form of the gallery's `data.json`; lists without members are left out. */
export function mapData({ model, panels }: MapLayout, texts: readonly PlacedText[]): Data {
  const layers = model.layers.filter(({ visible }) => visible);
  const lists = {
    shapes: layers.flatMap(({ shapes }) => shapes.map(shapeData)),
    paths: layers.flatMap(({ paths }) => paths.map(pathData)),
    symbols: layers.flatMap(({ symbols }) => symbols.map(symbolData)),
    legends: panels.flatMap(({ panel }) => (panel.kind === 'legend' ? [legendData(panel)] : [])),
  };
  return {
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
    texts: texts.map(textData),
  };
}

function color(value: Color | undefined): string {
  return value === undefined ? '' : colorText(value);
}

function elementData(element: ShapeModel | PathModel | SymbolModel): Data {
  return {
    Name: element.name,
    Visible: element.visible,
    Color: color(element.writtenColor),
    Text: element.labelTemplate,
    Layer: element.layer,
  };
}

function finalData({
  labelTemplate,
  border,
}: {
  readonly labelTemplate: string;
  readonly border: Stroke | undefined;
}): Data {
  return { TextInt: labelTemplate, BorderColorInt: color(border?.color ?? BLACK) };
}

function shapeData(shape: ShapeModel): Data {
  return { ...elementData(shape), ColorInt: color(shape.fill?.color), ...finalData(shape) };
}

function pathData(path: PathModel): Data {
  return { ...elementData(path), ColorInt: color(path.color), WidthInt: path.width, ...finalData(path) };
}

function symbolData(symbol: SymbolModel): Data {
  return {
    ...elementData(symbol),
    ColorInt: color(symbol.color),
    WidthInt: symbol.size,
    HeightInt: symbol.size,
    MarkerStyleInt: symbol.marker,
    ...finalData(symbol),
  };
}

function legendData(legend: LegendModel): Data {
  return {
    Name: legend.name,
    Visible: true,
    Title: legend.title,
    Dock: /^(?:Top|Bottom|Left|Right)/.exec(legend.dock.position)?.[0] ?? '',
    Items: legend.items.map(legendItemData),
  };
}

function legendItemData({ text, symbol }: LegendItemModel, index: number): Data {
  return {
    Text: text,
    Name: `LegendItem${index + 1}`,
    Color: symbol.kind === 'symbol' ? '' : color(symbol.color),
    ItemStyle: symbol.kind === 'shape' ? 'Shape' : symbol.kind === 'path' ? 'Path' : 'Symbol',
    ...(symbol.kind === 'path' ? { PathWidth: symbol.width } : {}),
    ...(symbol.kind === 'symbol'
      ? {
          MarkerStyle: symbol.marker,
          MarkerWidth: symbol.size,
          MarkerHeight: symbol.size,
          MarkerColor: color(symbol.color),
          MarkerBorderColor: color(symbol.border?.color),
        }
      : {}),
  };
}
