import type { TextOrientation } from '../model/chart-model.ts';

/** The side at which a text stands decides how it runs where the definition does not. */
export function directionOf(
  orientation: TextOrientation,
  side: 'Left' | 'Right' | 'Top' | 'Bottom',
): Exclude<TextOrientation, 'Auto'> {
  if (orientation !== 'Auto') return orientation;
  return side === 'Left' ? 'Rotated270' : side === 'Right' ? 'Rotated90' : 'Horizontal';
}

export function isVerticalText(
  orientation: TextOrientation,
  side: 'Left' | 'Right' | 'Top' | 'Bottom',
): boolean {
  const direction = directionOf(orientation, side);
  return direction === 'Rotated90' || direction === 'Rotated270';
}

/** Degrees, clockwise, by which a text is turned. */
export function textDegrees(orientation: TextOrientation, side: 'Left' | 'Right' | 'Top' | 'Bottom'): number {
  const direction = directionOf(orientation, side);
  return direction === 'Rotated270' ? -90 : direction === 'Rotated90' ? 90 : 0;
}
