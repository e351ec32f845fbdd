import type { PlacedItem } from '../layout/panel-layout.ts';
import {
  CAP_STYLES,
  type FrameModel,
  type LinearGaugeModel,
  NEEDLE_STYLES,
  type PointerModel,
  type RadialGaugeModel,
  type RangeModel,
  type ScaleModel,
} from '../model/gauge-model.ts';
import { linearScaleData, radialScaleData } from './scale-data.ts';
import { borderData, color, type DataValue, fillData, number } from './values.ts';

type Data = Readonly<Record<string, DataValue>>;

export function radialGaugeData(gauge: RadialGaugeModel, placed: PlacedItem): Data {
  return {
    PivotPoint: gauge.pivot.map(number),
    ...gaugeData(gauge, placed),
    Scales: gauge.scales.map((scale) => radialScaleData(scale, gauge.pivot)),
    ...atScales(gauge.scales),
  };
}

export function linearGaugeData(gauge: LinearGaugeModel, placed: PlacedItem): Data {
  return {
    Orientation: gauge.orientation,
    ...gaugeData(gauge, placed),
    Scales: gauge.scales.map(linearScaleData),
    ...atScales(gauge.scales),
  };
}

function gaugeData(gauge: RadialGaugeModel | LinearGaugeModel, placed: PlacedItem): Data {
  return {
    ...placeData(placed),
    ClipContent: gauge.clipContent,
    AspectRatio: number(gauge.aspectRatio),
    BackFrame: frameData(gauge.frame),
  };
}

/** Name, place in percent of the parent, order. */
export function placeData({ place }: PlacedItem): Data {
  return {
    Name: place.name,
    Location: [number(place.left), number(place.top)],
    Size: [number(place.width), number(place.height)],
    ZOrder: number(place.zIndex),
    Visible: place.visible,
    ...(place.parent === undefined ? {} : { Parent: place.parent }),
  };
}

function frameData(frame: FrameModel): Data {
  return {
    Style: frame.style,
    FrameStyle: frame.style,
    Shape: frame.shape,
    FrameShape: frame.shape,
    FrameWidth: number(frame.width),
    ...fillData('Frame', frame.frame.fill),
    ...borderData(frame.frame),
    ...fillData('Back', frame.interior),
    ShadowOffset: frame.frame.shadowOffset,
    GlassEffect: frame.glass,
    ClipImage: false,
  };
}

/** Pointers and ranges bear the name of their scale in front of their own. */
function atScales(scales: readonly ScaleModel[]): Data {
  const ranges = scales.flatMap((scale) => scale.ranges.map((range) => rangeData(range, scale)));
  return {
    Pointers: scales.flatMap((scale) => scale.pointers.map((pointer) => pointerData(pointer, scale))),
    ...(ranges.length === 0 ? {} : { Ranges: ranges }),
  };
}

function pointerData(pointer: PointerModel, scale: ScaleModel): Data {
  const { needle, thermometer } = pointer;
  const { FillGradientType, ...fill } = fillData('Fill', pointer.style.fill);
  return {
    Type: pointer.type,
    ...(needle
      ? {
          NeedleStyle: `Style${NEEDLE_STYLES.indexOf(needle.style) + 1}`,
          CapVisible: needle.cap.visible,
          CapOnTop: needle.cap.onTop,
          CapReflection: needle.cap.reflection,
          CapWidth: number(needle.cap.width),
          CapStyle: capName(needle.cap.style),
          ...fillData('CapFill', needle.cap.fill),
        }
      : {}),
    Placement: pointer.placement,
    Width: number(pointer.width),
    MarkerStyle: pointer.markerShape,
    MarkerLength: number(pointer.markerLength),
    FillGradientType: FillGradientType ?? 'None',
    ...(thermometer
      ? {
          ThermometerBulbOffset: number(thermometer.bulbOffset),
          ThermometerBulbSize: number(thermometer.bulbSize),
          ThermometerStyle: thermometer.style,
        }
      : {}),
    Name: scale.name + pointer.name,
    ScaleName: scale.name,
    DistanceFromScale: number(pointer.distance),
    Value: number(pointer.value),
    Visible: pointer.visible,
    BarStart: pointer.barStart,
    ShadowOffset: pointer.style.shadowOffset,
    ...borderData(pointer.style),
    ...fill,
  };
}

function capName(style: (typeof CAP_STYLES)[number]): string {
  const index = CAP_STYLES.indexOf(style);
  return index === 0 ? 'Simple' : `CustomCap${index}`;
}

function rangeData(range: RangeModel, scale: ScaleModel): Data {
  return {
    StartValue: number(range.start),
    EndValue: number(range.end),
    StartWidth: number(range.startWidth),
    EndWidth: number(range.endWidth),
    DistanceFromScale: number(range.distance),
    Placement: range.placement,
    Name: scale.name + range.name,
    ScaleName: scale.name,
    Visible: range.visible,
    ...borderData(range.style),
    ShadowOffset: range.style.shadowOffset,
    ...fillData('Fill', range.style.fill, { gradientType: range.gradient }),
    ...(range.barColor ? { InRangeBarPointerColor: color(range.barColor) } : {}),
    ...(range.labelColor ? { InRangeLabelColor: color(range.labelColor) } : {}),
    ...(range.tickColor ? { InRangeTickMarkColor: color(range.tickColor) } : {}),
  };
}
