import { all, child, type RdlElement, textAt } from '../element.ts';
import { isTrue, made, renamed, withChildren } from './build.ts';
import { backgroundAsColor, borderText, withBorder, withPixelBorder } from './chart-style-2005.ts';

/** What a chart of 2003/2005 says once for all its series. */
export type OldChart = { readonly type: string; readonly subtype: string; readonly grayScale: boolean };

/** The names of unnamed values, in the order in which they are written. */
const VALUE_NAMES: Readonly<Record<string, readonly string[]>> = {
  Scatter: ['X', 'Y'],
  Bubble: ['X', 'Y', 'Size'],
  HighLowClose: ['High', 'Low', 'Close'],
  Stock: ['High', 'Low', 'Open', 'Close'],
};

const NEW_VALUE_NAMES: Readonly<Record<string, string>> = {
  X: 'X',
  High: 'High',
  Low: 'Low',
  Open: 'Start',
  Close: 'End',
  Size: 'Size',
};

const PIES = ['Pie', 'Doughnut'];

/** A point of 2003/2005 as `ChartDataPoint`; `isLine` tells whether its series is drawn as a line. */
export function upgradePoint(point: RdlElement, chart: OldChart, isLine: boolean): RdlElement {
  const { line } = point;
  const label = child(point, 'DataLabel');
  const isPie = PIES.includes(chart.type);
  const position = textAt(label, 'Position') || 'Auto';
  const outside = isPie && position !== 'Auto' && position !== 'Center';
  return made('ChartDataPoint', line, [
    made('ChartDataPointValues', line, pointValues(point, chart)),
    upgradeLabel(label, outside),
    upgradePointStyle(point, chart, isLine),
    upgradeMarker(child(point, 'Marker'), chart.type === 'Bubble', line),
    outside ? customProperties(line, { PieLabelStyle: 'Outside' }) : undefined,
  ]);
}

/** Labels with a place of their own stay there: later engines move them when they collide unless told not to. */
export function hasPlacedLabel(point: RdlElement): boolean {
  const position = textAt(child(point, 'DataLabel'), 'Position');
  return position !== undefined && position !== '' && position !== 'Auto';
}

export function customProperties(line: number, properties: Readonly<Record<string, string>>): RdlElement {
  const list = Object.entries(properties).map(([name, value]) =>
    made('CustomProperty', line, [made('Name', line, name), made('Value', line, value)]),
  );
  return made('CustomProperties', line, list);
}

function pointValues(point: RdlElement, chart: OldChart): readonly RdlElement[] {
  const names = VALUE_NAMES[chart.subtype] ?? VALUE_NAMES[chart.type] ?? [];
  return all(point, 'DataValues', 'DataValue').flatMap((dataValue, index) => {
    const value = child(dataValue, 'Value');
    const name = names[index] ?? textAt(dataValue, 'Name') ?? 'Y';
    return value ? [made(NEW_VALUE_NAMES[name] ?? 'Y', value.line, value.text)] : [];
  });
}

function upgradeLabel(label: RdlElement | undefined, outside: boolean): RdlElement | undefined {
  if (!label) return undefined;
  const visible = isTrue(label, 'Visible');
  const value = child(label, 'Value');
  return made('ChartDataLabel', label.line, [
    child(label, 'Style'),
    renamed(value, 'Label'),
    made('UseValueAsLabel', label.line, visible && !value ? 'True' : 'False'),
    made('Visible', label.line, visible ? 'True' : 'False'),
    outside ? undefined : child(label, 'Position'),
    child(label, 'Rotation'),
  ]);
}

function upgradePointStyle(point: RdlElement, chart: OldChart, isLine: boolean): RdlElement | undefined {
  const given = child(point, 'Style');
  let style = given ?? made('Style', point.line, []);
  if (borderText(style, 'Style') === 'None') style = withBorder(style, { Style: 'Solid' });
  if (isLine) style = lineStyle(style);
  else if (given) style = withPixelBorder(backgroundAsColor(style)) ?? style;
  if (PIES.includes(chart.type) && borderText(style, 'Color') === undefined) {
    style = withBorder(style, { Color: 'Black', ...(borderText(style, 'Style') ? {} : { Style: 'Solid' }) });
  }
  if (chart.grayScale) style = grayScaleStyle(style, given !== undefined);
  return style.children.length === 0 ? undefined : style;
}

/** A line was 2.25 pt wide unless said otherwise, in the colour of the border. */
function lineStyle(style: RdlElement): RdlElement {
  const width = borderText(style, 'Width');
  const wide =
    width === undefined ? withBorder(style, { Width: '2.25pt' }) : (withPixelBorder(style) ?? style);
  const border = child(wide, 'Border');
  const color = child(border, 'Color');
  if (!border || !color) return wide;
  const rest = wide.children.filter((c) => c !== border && c.name !== 'Color');
  return withChildren(wide, [
    color,
    withChildren(
      border,
      border.children.filter((c) => c !== color),
    ),
    ...rest,
  ]);
}

/** The palette GrayScale drew hatches in black frames; a colour or gradient of the point's own switched them off. */
function grayScaleStyle(style: RdlElement, given: boolean): RdlElement {
  const gradient = textAt(style, 'BackgroundGradientType') ?? 'None';
  const isPlain = child(style, 'Color') === undefined && gradient === 'None';
  const framed = child(style, 'Border')
    ? borderText(style, 'Color') === undefined
      ? withBorder(style, { Color: 'Black' })
      : style
    : withBorder(style, { Color: 'Black', Width: '0.75pt', Style: 'Solid' });
  if (isPlain || !given) return framed;
  return withChildren(framed, [...framed.children, made('BackgroundHatchType', style.line, 'None')]);
}

function upgradeMarker(
  marker: RdlElement | undefined,
  isBubble: boolean,
  line: number,
): RdlElement | undefined {
  if (!marker && !isBubble) return undefined;
  const type = textAt(marker, 'Type') || 'None';
  const style = child(marker, 'Style');
  return made('ChartMarker', marker?.line ?? line, [
    made('Type', marker?.line ?? line, isBubble && type === 'None' ? 'Circle' : type),
    child(marker, 'Size'),
    style && backgroundAsColor(style),
  ]);
}
