import { BLACK } from '../../drawing/color.ts';
import { pointsToPixels } from '../../drawing/length.ts';
import {
  booleanProperty,
  choiceProperty,
  colorProperty,
  lengthProperty,
  type PropertyContext,
} from '../../drawing/properties.ts';
import { all, child, type RdlElement } from '../../reader/element.ts';
import type { SmartLabelModel } from './series-model.ts';

/** The sides that `ChartNoMoveDirections` names. */
const SIDES: Readonly<Record<string, string>> = {
  Up: 'Top',
  Down: 'Bottom',
  Left: 'Left',
  Right: 'Right',
  UpLeft: 'TopLeft',
  UpRight: 'TopRight',
  DownLeft: 'BottomLeft',
  DownRight: 'BottomRight',
};

const SMART_OUTSIDE = ['True', 'False', 'Partial'] as const;
const CALLOUTS = ['None', 'Underline', 'Box', 'Underlined'] as const;

/** How the labels of a series keep clear of each other. */
export function readSmartLabels(series: RdlElement, properties: PropertyContext): SmartLabelModel {
  const element = child(series, 'ChartSmartLabel');
  const flag = (name: string) => booleanProperty(element, name, properties);
  const distance = (name: string, fallback: number) =>
    pointsToPixels(lengthProperty(element, name, properties) ?? fallback);
  const allowed = all(element, 'ChartNoMoveDirections').flatMap((directions) => directions.children);
  const blocked = allowed.filter((direction) => direction.text.trim().toLowerCase() === 'true');
  return {
    enabled: !(flag('Disabled') ?? false),
    allowOutsidePlot: choiceProperty(element, 'AllowOutSidePlotArea', SMART_OUTSIDE, properties) ?? 'Partial',
    callout: choiceProperty(element, 'CalloutStyle', CALLOUTS, properties) ?? 'Underlined',
    calloutColor: colorProperty(element, 'CalloutLineColor', properties) ?? BLACK,
    markerOverlapping: flag('MarkerOverlapping') ?? false,
    maxMovingDistance: distance('MaxMovingDistance', 23),
    minMovingDistance: distance('MinMovingDistance', 0),
    hideOverlapped: !(flag('ShowOverlapped') ?? false),
    blockedSides: blocked.flatMap((direction) => SIDES[direction.name] ?? []),
  };
}
