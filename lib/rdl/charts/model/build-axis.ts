import { lineOf } from '../../drawing/box-paint.ts';
import { BLACK } from '../../drawing/color.ts';
import { DEFAULT_FONT } from '../../drawing/font.ts';
import {
  booleanProperty,
  choiceProperty,
  colorProperty,
  lengthProperty,
  numberProperty,
  type PropertyContext,
  textProperty,
} from '../../drawing/properties.ts';
import { readStyle, type Style } from '../../drawing/style.ts';
import { all, child, type RdlElement } from '../../reader/element.ts';
import { ticksOfOleDate } from '../../values/ole-date.ts';
import type { IntervalType } from '../scales/scale.ts';
import { boxStyle, textStyle } from './box-style.ts';
import type { ChartContext } from './chart-context.ts';
import { propertiesIn } from './chart-context.ts';
import type {
  Alignment,
  AxisLabelsModel,
  AxisModel,
  AxisTitleModel,
  GridModel,
  SpacingModel,
  StripLineModel,
  TickModel,
} from './chart-model.ts';
import { readOrientation } from './text-orientation.ts';

const INTERVAL_TYPES = [
  'Default',
  'Auto',
  'Number',
  'Years',
  'Months',
  'Weeks',
  'Days',
  'Hours',
  'Minutes',
  'Seconds',
  'Milliseconds',
] as const;

/** Decides all properties of a `ChartAxis`; an absent element is an axis with the engine's defaults. */
export function buildAxis(element: RdlElement | undefined, context: ChartContext): AxisModel {
  const properties = propertiesIn(context.region, context);
  const style = readStyle(child(element, 'Style'), properties);
  const margin = textProperty(element, 'Margin', properties)?.toLowerCase();
  warnOfRest(element, properties);
  return {
    visible: choiceProperty(element, 'Visible', ['True', 'False', 'Auto'], properties) ?? 'Auto',
    settings: readSettings(element, properties),
    margin: margin === 'true' ? true : margin === 'false' ? false : undefined,
    scalar: booleanProperty(element, 'Scalar', properties) ?? false,
    crossAt: readCrossing(element, properties),
    marksNextToAxis: !(booleanProperty(element, 'MarksAlwaysAtPlotEdge', properties) ?? false),
    line: lineOf(style.border),
    arrows: textProperty(element, 'Arrows', properties) ?? 'None',
    title: readTitle(child(element, 'ChartAxisTitle'), properties),
    labels: readLabels(element, style, context),
    majorGrid: readGrid(child(element, 'ChartMajorGridLines'), true, properties),
    minorGrid: readGrid(child(element, 'ChartMinorGridLines'), false, properties),
    majorTick: readTicks(child(element, 'ChartMajorTickMarks'), true, properties),
    minorTick: readTicks(child(element, 'ChartMinorTickMarks'), false, properties),
    interlaced: booleanProperty(element, 'Interlaced', properties) ?? false,
    interlacedColor: colorProperty(element, 'InterlacedColor', properties),
    stripLines: all(element, 'ChartStripLines', 'ChartStripLine').map((strip) =>
      readStripLine(strip, properties),
    ),
  };
}

/** What of an axis is drawn in another way than the engine's. */
function warnOfRest(element: RdlElement | undefined, properties: PropertyContext): void {
  if (booleanProperty(child(element, 'ChartAxisScaleBreak'), 'Enabled', properties)) {
    properties.warn('A scale break of an axis is not drawn: the scale runs through.');
  }
  if (booleanProperty(element, 'VariableAutoInterval', properties)) {
    properties.warn('An axis chooses its labels by their number, not by its length (VariableAutoInterval).');
  }
}

function readSettings(element: RdlElement | undefined, properties: PropertyContext): AxisModel['settings'] {
  const logarithmic = booleanProperty(element, 'LogScale', properties) ?? false;
  const { interval, intervalType, offset, offsetType } = readSpacing(element, '', properties);
  return {
    minimum: readLimit(element, 'Minimum', properties),
    maximum: readLimit(element, 'Maximum', properties),
    interval,
    intervalType,
    intervalOffset: offset,
    intervalOffsetType: offsetType,
    includeZero: booleanProperty(element, 'IncludeZero', properties) ?? true,
    logBase: logarithmic ? Math.max(2, numberProperty(element, 'LogBase', properties) ?? 10) : undefined,
    reversed: booleanProperty(element, 'Reverse', properties) ?? false,
  };
}

/** `Interval` and its like, or `LabelInterval` and its like. */
function readSpacing(
  element: RdlElement | undefined,
  prefix: '' | 'Label',
  properties: PropertyContext,
): SpacingModel {
  return {
    interval: readNumber(element, `${prefix}Interval`, properties) ?? 0,
    intervalType: readIntervalType(element, `${prefix}IntervalType`, properties),
    offset: readNumber(element, `${prefix}IntervalOffset`, properties) ?? 0,
    offsetType: readIntervalType(element, `${prefix}IntervalOffsetType`, properties),
  };
}

/** A number of the scale; dates stand as OLE Automation days. `NaN` and `Auto` are as good as nothing. */
function readLimit(
  element: RdlElement | undefined,
  name: string,
  properties: PropertyContext,
): number | undefined {
  const source = child(element, name)?.text.trim() ?? '';
  if (source.startsWith('=')) {
    const evaluated = properties.evaluate(source);
    if (evaluated.ok && evaluated.value.type === 'DateTime') return dateLimit(evaluated.value.ticks);
  }
  return readNumber(element, name, properties);
}

function dateLimit(ticks: bigint): number {
  return Number((ticks - ticksOfOleDate(0)) / 10_000n) / 86_400_000;
}

function readNumber(
  element: RdlElement | undefined,
  name: string,
  properties: PropertyContext,
): number | undefined {
  const text = textProperty(element, name, properties)?.trim().toLowerCase();
  if (text === undefined || text === 'nan' || text === 'auto' || text === 'default') return undefined;
  return numberProperty(element, name, properties);
}

function readIntervalType(
  element: RdlElement | undefined,
  name: string,
  properties: PropertyContext,
): IntervalType | undefined {
  const type = choiceProperty(element, name, INTERVAL_TYPES, properties);
  return type === 'Default' || type === 'Auto' ? undefined : type;
}

function readCrossing(element: RdlElement | undefined, properties: PropertyContext): AxisModel['crossAt'] {
  const text = textProperty(element, 'CrossAt', properties)?.trim().toLowerCase();
  if (text === 'max') return 'maximum';
  if (text === 'min') return 'minimum';
  return readLimit(element, 'CrossAt', properties);
}

const ALIGNMENTS: Readonly<Record<string, Alignment>> = { near: 'Near', center: 'Center', far: 'Far' };

function readTitle(element: RdlElement | undefined, properties: PropertyContext): AxisTitleModel {
  const style = readStyle(child(element, 'Style'), properties);
  const position = textProperty(element, 'Position', properties)?.toLowerCase() ?? '';
  return {
    text: textProperty(element, 'Caption', properties)?.replaceAll('\\n', '\n') ?? '',
    style: textStyle(style, DEFAULT_FONT),
    alignment: ALIGNMENTS[position] ?? 'Center',
    orientation: readOrientation(element, properties),
  };
}

function readLabels(element: RdlElement | undefined, style: Style, context: ChartContext): AxisLabelsModel {
  const properties = propertiesIn(context.region, context);
  const flag = (name: string) => booleanProperty(element, name, properties) ?? false;
  const format = style.format ?? '';
  const rotation = textProperty(element, 'AllowLabelRotation', properties)?.toLowerCase() ?? 'rotate90';
  return {
    spacing: readSpacing(element, 'Label', properties),
    hidden: flag('HideLabels'),
    style: textStyle(style, DEFAULT_FONT),
    format,
    write: (value, kind) =>
      kind === 'date'
        ? context.writer.write(
            { type: 'DateTime', ticks: ticksOfOleDate(value) },
            format === '' ? 'd' : format,
          )
        : context.writer.write({ type: 'Double', value }, format),
    autoFit: !flag('LabelsAutoFitDisabled'),
    minimumFontSize: fontSize(lengthProperty(element, 'MinFontSize', properties) ?? 6),
    maximumFontSize: fontSize(lengthProperty(element, 'MaxFontSize', properties) ?? 10),
    growFont: !flag('PreventFontGrow'),
    shrinkFont: !flag('PreventFontShrink'),
    stagger: !flag('PreventLabelOffset'),
    wrap: !flag('PreventWordWrap'),
    rotation: rotation === 'none' ? 0 : rotation === 'rotate30' ? 30 : rotation === 'rotate45' ? 45 : 90,
    angle: numberProperty(element, 'Angle', properties) ?? 0,
    staggered: flag('OffsetLabels'),
    hideEndLabels: flag('HideEndLabels'),
  };
}

/** Sizes from 1 to 200 pt, as RDL has them: fitting goes through them step by step. */
function fontSize(size: number): number {
  return Math.min(200, Math.max(1, size));
}

function readGrid(element: RdlElement | undefined, major: boolean, properties: PropertyContext): GridModel {
  const style = readStyle(child(element, 'Style'), properties);
  const enabled = choiceProperty(element, 'Enabled', ['True', 'False', 'Auto'], properties) ?? 'Auto';
  return {
    ...readSpacing(element, '', properties),
    enabled: enabled === 'Auto' ? major : enabled === 'True',
    line: lineOf(style.border),
  };
}

function readTicks(element: RdlElement | undefined, major: boolean, properties: PropertyContext): TickModel {
  const style = choiceProperty(element, 'Type', ['None', 'Inside', 'Outside', 'Cross'], properties);
  return {
    ...readGrid(element, major, properties),
    style: style ?? 'Outside',
    length: numberProperty(element, 'Length', properties) ?? 1,
  };
}

function readStripLine(element: RdlElement, properties: PropertyContext): StripLineModel {
  const style = readStyle(child(element, 'Style'), properties);
  return {
    ...readSpacing(element, '', properties),
    width: readNumber(element, 'StripWidth', properties) ?? 0,
    widthType: readIntervalType(element, 'StripWidthType', properties),
    box: boxStyle(style),
    borderColor: style.border.color ?? BLACK,
    title: textProperty(element, 'Title', properties) ?? '',
    style: textStyle(style, DEFAULT_FONT),
    titleAlignment: horizontal(style),
    titleLineAlignment: vertical(style),
    orientation: readOrientation(element, properties),
  };
}

function horizontal(style: Style): Alignment {
  return style.textAlign === 'Center' ? 'Center' : style.textAlign === 'Right' ? 'Far' : 'Near';
}

function vertical(style: Style): Alignment {
  return style.verticalAlign === 'Middle' ? 'Center' : style.verticalAlign === 'Bottom' ? 'Far' : 'Near';
}
