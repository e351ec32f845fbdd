import { linePixels, pointsToPixels } from '../../drawing/length.ts';
import { choiceProperty, lengthProperty, type PropertyContext } from '../../drawing/properties.ts';
import { readStyle } from '../../drawing/style.ts';
import { child, type RdlElement } from '../../reader/element.ts';
import { MARKER_STYLES, type MarkerModel, type MarkerStyle } from './series-model.ts';

/** Points without a size of their own, and markers that give only a type, are five pixels wide. */
export const DEFAULT_MARKER_SIZE = 5;

/** The shape that the n-th series (from 0) takes where the definition says `Auto`, or nothing for points. */
export function automaticMarker(seriesIndex: number): MarkerStyle {
  const shapes = MARKER_STYLES.slice(1);
  return shapes[seriesIndex % shapes.length] ?? 'Square';
}

/** The `ChartMarker` of an element; undefined where none is drawn. */
export function buildMarker(
  owner: RdlElement | undefined,
  seriesIndex: number,
  properties: PropertyContext,
): MarkerModel | undefined {
  const element = child(owner, 'ChartMarker');
  const type = choiceProperty(element, 'Type', ['Auto', ...MARKER_STYLES], properties) ?? 'None';
  if (type === 'None') return undefined;
  const style = readStyle(child(element, 'Style'), properties);
  const size = lengthProperty(element, 'Size', properties);
  return {
    style: type === 'Auto' ? automaticMarker(seriesIndex) : type,
    size: size === undefined ? DEFAULT_MARKER_SIZE : Math.round(pointsToPixels(size)),
    color: style.color,
    borderColor: style.border.color,
    borderWidth: linePixels(style.border.width ?? 1),
  };
}
