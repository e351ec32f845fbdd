import {
  booleanProperty,
  numberProperty,
  type PropertyContext,
  textProperty,
} from '../../drawing/properties.ts';
import { child, type RdlElement } from '../../reader/element.ts';
import type { Alignment, Dock, Docking, ElementPosition } from './chart-model.ts';

/** Where a title or legend docks: `Position` such as `RightTop` or `BottomCenter`, and the area it stands at. */
export function readDock(element: RdlElement, fallback: string, properties: PropertyContext): Dock {
  const { side, alignment } =
    dockingOf(textProperty(element, 'Position', properties) ?? '') ?? dockingOf(fallback) ?? TOP_CENTER;
  return {
    side,
    alignment,
    area: textProperty(element, 'DockToChartArea', properties)?.trim() || undefined,
    outsideArea: booleanProperty(element, 'DockOutsideChartArea', properties) ?? false,
    position: readElementPosition(child(element, 'ChartElementPosition'), properties),
  };
}

/** A fixed place in percent; undefined where nothing is fixed. */
export function readElementPosition(
  element: RdlElement | undefined,
  properties: PropertyContext,
): ElementPosition | undefined {
  if (!element) return undefined;
  const number = (name: string) => numberProperty(element, name, properties) ?? 0;
  const position = { x: number('Left'), y: number('Top'), width: number('Width'), height: number('Height') };
  const { x, y, width, height } = position;
  return x === 0 && y === 0 && width === 0 && height === 0 ? undefined : position;
}

const TOP_CENTER = { side: 'Top', alignment: 'Center' } as const;

function dockingOf(position: string): { side: Docking; alignment: Alignment } | undefined {
  const match = /^(top|bottom|left|right)(left|center|right|top|bottom)$/i.exec(position.trim());
  if (!match) return undefined;
  const [, side = '', end = ''] = match;
  const sides: Readonly<Record<string, Docking>> = {
    top: 'Top',
    bottom: 'Bottom',
    left: 'Left',
    right: 'Right',
  };
  const ends: Readonly<Record<string, Alignment>> = {
    left: 'Near',
    top: 'Near',
    center: 'Center',
    right: 'Far',
    bottom: 'Far',
  };
  const docking = sides[side.toLowerCase()];
  const alignment = ends[end.toLowerCase()];
  return docking && alignment ? { side: docking, alignment } : undefined;
}
