import { choiceProperty, type PropertyContext } from '../../drawing/properties.ts';
import type { RdlElement } from '../../reader/element.ts';
import type { TextOrientation } from './chart-model.ts';

const ORIENTATIONS: readonly TextOrientation[] = ['Auto', 'Horizontal', 'Rotated90', 'Rotated270', 'Stacked'];

export function readOrientation(
  element: RdlElement | undefined,
  properties: PropertyContext,
): TextOrientation {
  return choiceProperty(element, 'TextOrientation', ORIENTATIONS, properties) ?? 'Auto';
}
