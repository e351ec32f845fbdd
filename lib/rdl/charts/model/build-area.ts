import { type Color, WHITE } from '../../drawing/color.ts';
import {
  booleanProperty,
  choiceProperty,
  numberProperty,
  type PropertyContext,
  textProperty,
} from '../../drawing/properties.ts';
import { readStyle } from '../../drawing/style.ts';
import { all, child, type RdlElement, textAt } from '../../reader/element.ts';
import { boxStyle } from './box-style.ts';
import { buildAxis } from './build-axis.ts';
import { readElementPosition } from './build-dock.ts';
import { type ChartContext, propertiesIn } from './chart-context.ts';
import type { AreaModel, AxisName, GroupLabel, ThreeDModel } from './chart-model.ts';

/** The walls of a plot in space are grey where nothing is written. */
const LIGHT_GRAY: Color = { red: 211, green: 211, blue: 211, alpha: 255 };

/** Decides all properties of a `ChartArea`. */
export function buildArea(
  element: RdlElement,
  groupLabels: readonly (readonly GroupLabel[])[],
  context: ChartContext,
): AreaModel {
  const properties = propertiesIn(context.region, context);
  const style = readStyle(child(element, 'Style'), properties);
  const threeD = readThreeD(child(element, 'ChartThreeDProperties'), properties);
  const align = child(element, 'ChartAlignTypes');
  const aligned = (name: string) => booleanProperty(align, name, properties) ?? false;
  const axis = (collection: string, slot: 'Primary' | 'Secondary') =>
    buildAxis(axisElement(element, collection, slot), context);
  return {
    name: element.attributes.Name ?? '',
    hidden: textProperty(element, 'Hidden', properties)?.toLowerCase() === 'true',
    box: boxStyle(style, threeD ? LIGHT_GRAY : WHITE),
    position: readElementPosition(child(element, 'ChartElementPosition'), properties),
    innerPlot: readElementPosition(child(element, 'ChartInnerPlotPosition'), properties),
    supplements: undefined,
    alignWith: textProperty(element, 'AlignWithChartArea', properties)?.trim() || undefined,
    alignOrientation:
      choiceProperty(element, 'AlignOrientation', ['None', 'Vertical', 'Horizontal', 'All'], properties) ??
      'None',
    alignment: { position: aligned('Position'), innerPlot: aligned('InnerPlotPosition') },
    sameFontForAllAxes: booleanProperty(element, 'EquallySizedAxesFont', properties) ?? false,
    threeD,
    axes: {
      X: axis('ChartCategoryAxes', 'Primary'),
      Y: axis('ChartValueAxes', 'Primary'),
      X2: axis('ChartCategoryAxes', 'Secondary'),
      Y2: axis('ChartValueAxes', 'Secondary'),
    },
    groupLabels,
  };
}

/**
 * The axis of a collection that stands at a side: one with `Location` Opposite is the secondary one, whatever its
 * name; among the others the first.
 */
export function axisElement(
  area: RdlElement | undefined,
  collection: string,
  slot: 'Primary' | 'Secondary',
): RdlElement | undefined {
  const axes = all(area, collection, 'ChartAxis');
  const named = axes.find((axis) => axis.attributes.Name === slot);
  if (named) return named;
  return axes.find((axis) => (textAt(axis, 'Location') === 'Opposite') === (slot === 'Secondary'));
}

/** The names of the axes of all areas, each with its slot: series refer to axes by name. */
export function axisSlotOf(area: RdlElement | undefined, name: string, value: boolean): AxisName {
  const collection = value ? 'ChartValueAxes' : 'ChartCategoryAxes';
  const secondary = axisElement(area, collection, 'Secondary');
  const isSecondary = name === 'Secondary' || (name !== 'Primary' && secondary?.attributes.Name === name);
  return value ? (isSecondary ? 'Y2' : 'Y') : isSecondary ? 'X2' : 'X';
}

function readThreeD(element: RdlElement | undefined, properties: PropertyContext): ThreeDModel | undefined {
  if (!booleanProperty(element, 'Enabled', properties)) return undefined;
  const number = (name: string, fallback: number) => numberProperty(element, name, properties) ?? fallback;
  return {
    rotation: number('Rotation', 30),
    inclination: number('Inclination', 30),
    perspective: number('Perspective', 0),
    depthRatio: number('DepthRatio', 100),
    gapDepth: number('GapDepth', 100),
    wallThickness: number('WallThickness', 7),
    shading: textProperty(element, 'Shading', properties) ?? 'Real',
    clustered: booleanProperty(element, 'Clustered', properties) ?? false,
  };
}
