import { fontText } from '../../drawing/font.ts';
import type {
  LabelModel,
  LinearScaleModel,
  MarkModel,
  PinModel,
  RadialScaleModel,
  ScaleLabelsModel,
  ScaleModel,
  TickMarksModel,
} from '../model/gauge-model.ts';
import { borderData, color, type DataValue, fillData, number } from './values.ts';

type Data = Readonly<Record<string, DataValue>>;

export function radialScaleData(scale: RadialScaleModel, pivot: readonly [number, number]): Data {
  return {
    Radius: number(scale.radius),
    StartAngle: number(scale.startAngle),
    SweepAngle: number(scale.sweepAngle),
    GaugePivotPoint: pivot.map(number),
    ...scaleData(scale),
    LabelStyle: { ...rotation(scale.labels), ...labelStyle(scale.labels) },
    ...marksData(scale),
  };
}

export function linearScaleData(scale: LinearScaleModel): Data {
  return {
    Position: number(scale.position),
    StartMargin: number(scale.startMargin),
    EndMargin: number(scale.endMargin),
    ...scaleData(scale),
    LabelStyle: labelStyle(scale.labels),
    ...marksData(scale),
  };
}

function scaleData(scale: ScaleModel): Data {
  const { marks } = scale;
  return {
    Name: scale.name,
    Minimum: number(scale.minimum),
    Maximum: number(scale.maximum),
    Multiplier: number(scale.multiplier),
    Interval: number(scale.interval),
    IntervalOffset: number(scale.offset),
    TickMarksOnTop: scale.ticksOnTop,
    Reversed: scale.reversed,
    Logarithmic: scale.logarithmic,
    LogarithmicBase: number(scale.logarithmicBase),
    Visible: scale.visible,
    Width: number(scale.width),
    ...borderData(scale.style),
    ...fillData('Fill', scale.style.fill),
    ShadowOffset: scale.style.shadowOffset,
    intervalMain: number(marks.intervalMain),
    intervalMinor: number(marks.intervalMinor),
    intervalMajor: number(marks.intervalMajor),
    intervalLabels: number(marks.intervalLabels),
  };
}

function marksData(scale: ScaleModel): Data {
  return {
    MajorTickMark: tickData(scale.majorTicks),
    MinorTickMark: tickData(scale.minorTicks),
    MinimumPin: pinData(scale.minimumPin),
    MaximumPin: pinData(scale.maximumPin),
    ...(scale.customLabels.length === 0
      ? {}
      : {
          CustomLabels: scale.customLabels.map(({ name, text, value, tick }) => ({
            Name: name,
            Text: text,
            Value: number(value),
            TickMarkStyle: markData(tick),
          })),
        }),
  };
}

function labelStyle(labels: ScaleLabelsModel): Data {
  return {
    Visible: labels.visible,
    Placement: labels.placement,
    Font: fontText(labels.style.font),
    FontUnit: labels.fontPercent ? 'Percent' : 'Default',
    FontAngle: number(labels.fontAngle),
    TextColor: color(labels.style.color),
    Interval: number(labels.interval),
    IntervalOffset: number(labels.offset),
    ShowEndLabels: labels.showEndLabels,
    DistanceFromScale: number(labels.distance),
    ...(labels.format === '' ? {} : { FormatStr: labels.format }),
  };
}

function rotation({ rotate, allowUpsideDown }: LabelModel): Data {
  return { RotateLabels: rotate, AllowUpsideDown: allowUpsideDown };
}

function tickData(ticks: TickMarksModel): Data {
  return { ...markData(ticks), Interval: number(ticks.interval), IntervalOffset: number(ticks.offset) };
}

function pinData(pin: PinModel): Data {
  return { Enable: pin.enabled, Location: number(pin.location), ...markData(pin) };
}

function markData(mark: MarkModel): Data {
  return {
    Shape: mark.shape,
    Length: number(mark.length),
    Width: number(mark.width),
    Visible: mark.visible,
    Placement: mark.placement,
    ...borderData(mark.style),
    FillColor: color(mark.style.fill?.color),
    EnableGradient: mark.enableGradient,
    GradientDensity: number(mark.gradientDensity),
    DistanceFromScale: number(mark.distance),
  };
}
