import { type Color, colorText, TRANSPARENT } from '../drawing/color.ts';
import { fontText } from '../drawing/font.ts';
import type { Stroke } from '../drawing/stroke.ts';
import { traitsOf } from './chart-types.ts';
import type { DrawnLabel } from './drawing/point-labels.ts';
import { isUpright, visibleLabels } from './layout/axis-layout.ts';
import type { Canvas } from './layout/boxes.ts';
import type { AreaLayout, ChartLayout } from './layout/chart-layout.ts';
import type { PlacedLegend } from './layout/legend-layout.ts';
import type { PlacedAxis } from './layout/plot-layout.ts';
import type { PlacedTitle } from './layout/title-layout.ts';
import type { GridModel, LegendModel, StripLineModel } from './model/chart-model.ts';
import type { PointModel, SeriesModel } from './model/series-model.ts';
import type { AxisState } from './scales/area-scales.ts';

type Data = Readonly<Record<string, unknown>>;

/** What was drawn of a chart, as data (lengths in pixels, boxes `[left, top, width, height]`). */
export function chartData(layout: ChartLayout, canvas: Canvas, labels: readonly DrawnLabel[]): Data {
  const legends = layout.legends.map((legend) => legendData(legend, canvas));
  return {
    palette: layout.model.paletteName === 'Custom' ? 'None' : layout.model.paletteName,
    titles: layout.titles.map((title) => titleData(title, canvas)),
    legends,
    legend: layout.legends.flatMap((legend) =>
      legend.legend.hidden ? [] : legend.legend.items.map((item) => item.text),
    ),
    areas: layout.areas.map((area) => areaData(area, canvas)),
    series: layout.model.series.map(seriesData),
    ...(labels.length === 0 ? {} : { dataLabels: labels.map(dataLabel) }),
  };
}

/** A label as it was placed: its middle, its size, and its angle where it is turned. */
function dataLabel({ label, x, y, width, height, degrees }: DrawnLabel): Data {
  const round = (value: number) => Math.round(value * 10) / 10;
  return {
    text: label.text,
    x: round(x),
    y: round(y),
    w: width,
    h: height,
    ...(degrees === 0 ? {} : { angle: degrees }),
    font: fontText(label.style.font),
    color: colorText(label.style.color),
  };
}

function titleData({ title, box }: PlacedTitle, canvas: Canvas): Data {
  return {
    text: title.text,
    font: fontText(title.style.font),
    color: colorText(title.style.color),
    docking: title.dock.side,
    alignment: titleAlignment(title.dock.side, title.dock.alignment),
    box: canvas.toData(box),
  };
}

function titleAlignment(side: string, alignment: string): string {
  const horizontal = side === 'Top' || side === 'Bottom';
  const near = horizontal ? 'MiddleLeft' : 'TopCenter';
  const far = horizontal ? 'MiddleRight' : 'BottomCenter';
  return alignment === 'Center' ? 'MiddleCenter' : alignment === 'Near' ? near : far;
}

function legendData(placed: PlacedLegend, canvas: Canvas): Data {
  const { legend } = placed;
  const items = legend.hidden ? [] : legend.items;
  return {
    name: legend.name,
    enabled: !legend.hidden,
    docking: legend.dock.side,
    alignment: legend.dock.alignment,
    layout: legendLayout(legend),
    title: legend.title.text,
    font: fontText(legend.style.font),
    box: canvas.toData(placed.box),
    items: items.map((item) => ({
      text: item.text,
      color: colorText(item.color),
      symbol: item.symbol,
      ...(item.marker && item.symbol !== 'Rectangle' ? { marker: item.marker.style } : {}),
    })),
    drawn: placed.items.map((item) => item.lines.join('\n')),
  };
}

function legendLayout(legend: LegendModel): string {
  return legend.layout === 'Column' || legend.layout === 'Row' ? legend.layout : 'Table';
}

function areaData(layout: AreaLayout, canvas: Canvas): Data {
  const { scales } = layout;
  const axes: Record<string, Data> = {};
  if (scales.kind !== 'none') {
    for (const name of ['X', 'Y', 'X2', 'Y2'] as const) {
      const state = scales.axes[name];
      if (state) axes[name] = axisData(state, layout.axes[name]);
    }
  }
  if (scales.series.length === 0) {
    const { X, Y } = scales.axes;
    if (X) axes.X = axisData(X, undefined);
    // Without any series the value axis has no scale.
    if (Y) axes.Y = { ...axisData(Y, undefined), min: 'NaN', max: 'NaN', interval: 0 };
  }
  return {
    name: layout.area.name,
    box: canvas.toData(layout.box),
    plotArea: canvas.toData(layout.plot),
    threeD: layout.area.threeD !== undefined,
    axes,
  };
}

function axisData(state: AxisState, placed: PlacedAxis | undefined): Data {
  const { scale, model } = state;
  const row = placed ? shownLabels(placed) : [];
  const power = (exponent: number) => Number((scale.logBase ** exponent).toPrecision(14));
  const ends =
    scale.kind === 'log'
      ? { min: power(scale.minimum), max: power(scale.maximum), log: true, logBase: scale.logBase }
      : { min: scale.minimum, max: scale.maximum };
  const interval = model.majorGrid.interval > 0 ? model.majorGrid.interval : scale.interval;
  return {
    visible: state.enabled,
    ...ends,
    interval,
    ...(scale.intervalType === 'Number' ? {} : { intervalType: scale.intervalType }),
    crossing: crossingOf(state),
    ...(state.margin ? {} : { margin: false }),
    ...(scale.reversed ? { reverse: true } : {}),
    ...(model.labels.format === '' ? {} : { format: model.labels.format }),
    ...(model.title.text === ''
      ? {}
      : {
          title: {
            text: model.title.text,
            font: fontText(model.title.style.font),
            color: colorText(model.title.style.color),
          },
        }),
    labelTexts: row.map((label) => label.text),
    ...(placed && !model.labels.hidden ? labelData(placed) : {}),
    line: strokeData(model.line),
    majorGrid: gridData(model.majorGrid),
    majorTick: {
      enabled: model.majorTick.enabled,
      style: model.majorTick.style,
      size: model.majorTick.length,
    },
    ...(model.stripLines.length === 0 ? {} : { stripLines: model.stripLines.map(stripLineData) }),
  };
}

/** Rows from the outside in, each in the order of the axis; blank labels are not drawn. */
function shownLabels({ state, layout }: PlacedAxis) {
  const groups = layout.labels.filter((label) => label.row > 0);
  const leaves = visibleLabels(state, layout.labels, 0);
  return [...groups, ...leaves].filter((label) => label.text.trim() !== '');
}

/** Nothing where no label has a text. */
function labelData(placed: PlacedAxis): Data {
  const { layout, state } = placed;
  if (layout.labels.every((label) => label.text.trim() === '')) return {};
  return {
    labelSlots: layout.labels
      .filter((label) => label.text.trim() !== '')
      .map((label) => [label.text, tidy(label.from), tidy(label.to), ...(label.row > 0 ? [label.row] : [])]),
    labelFont: fontText(layout.font),
    labelColor: colorText(state.model.labels.style.color),
    labelAngle: drawnAngle(placed),
  };
}

/** Group labels beside an upright axis run upwards, whatever the others do. */
function drawnAngle({ state, layout }: PlacedAxis): number {
  return isUpright(state) && layout.labels.some((label) => label.row > 0) ? -90 : layout.angle;
}

/** Where the other axis crosses: as written, or at zero where the scale holds it. */
function crossingOf({ scale, model }: AxisState): number {
  if (typeof model.crossAt === 'number') return model.crossAt;
  if (scale.kind === 'log') return Number((scale.logBase ** scale.minimum).toPrecision(14));
  if (scale.minimum > 0) return scale.minimum;
  return scale.maximum < 0 ? scale.maximum : 0;
}

/** Without the noise of binary fractions. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

function strokeData(stroke: Stroke | undefined): Data {
  if (!stroke || stroke.style === 'None') {
    return { color: colorText(stroke?.color ?? TRANSPARENT), width: stroke?.width ?? 1, style: 'NotSet' };
  }
  return { color: colorText(stroke.color), width: stroke.width, style: stroke.style ?? 'Solid' };
}

function gridData(grid: GridModel): Data {
  return { enabled: grid.enabled, ...strokeData(grid.line) };
}

function stripLineData(strip: StripLineModel): Data {
  return {
    interval: strip.interval,
    offset: strip.offset,
    width: strip.width,
    color: optionalColor(strip.box.background?.color),
    borderColor: colorText(strip.borderColor),
    title: strip.title,
  };
}

function optionalColor(color: Color | undefined): string {
  return color === undefined ? '' : colorText(color);
}

function seriesData(series: SeriesModel): Data {
  const written = [...series.attributes].filter(([name]) => name !== 'Exploded');
  const attributes = traitsOf(series.type).pointColors ? [...written, ['AutoAxisLabels', 'False']] : written;
  return {
    name: series.name,
    internalName: series.internalName,
    type: series.type,
    color: colorText(series.color),
    lineWidth: series.style.lineWidth,
    ...(series.xKind === 'date' ? { xType: 'DateTime' } : {}),
    ...(attributes.length === 0
      ? {}
      : { attributes: attributes.map(([name, value]) => `${name}=${value}`).join(', ') }),
    points: series.points.map((point) => pointData(series, point)),
  };
}

function pointData(series: SeriesModel, point: PointModel): Data {
  const { style, label } = point;
  const { background, border, marker } = style;
  const drawnByLayout = series.type === 'TreeMap' || series.type === 'Sunburst';
  const hidden = series.attributes.get('PieLabelStyle') === 'Disabled';
  const named = point.category !== '' && series.type !== 'Sunburst';
  return {
    ...(named ? { category: point.category } : {}),
    ...(point.x === undefined ? {} : { x: point.x }),
    y: point.y,
    ...(point.empty ? { empty: true } : {}),
    color: point.empty && point.color.alpha === 0 ? '' : colorText(point.color),
    ...(border
      ? { border: { color: colorText(border.color), width: border.width, style: border.style ?? 'Solid' } }
      : {}),
    ...(background.gradientType && background.gradientType !== 'None'
      ? { gradient: [background.gradientType, optionalColor(background.gradientEndColor)] }
      : {}),
    ...(background.hatchType
      ? { hatch: [background.hatchType, optionalColor(background.gradientEndColor)] }
      : {}),
    ...(marker && traitsOf(series.type).axes !== 'none'
      ? { marker: [marker.style, marker.size, optionalColor(marker.color)] }
      : {}),
    ...(label?.template === undefined ? {} : { labelTemplate: label.template }),
    ...(label && !drawnByLayout && !hidden && !point.collected ? { label: label.text } : {}),
  };
}
