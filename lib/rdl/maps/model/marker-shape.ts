import { choiceProperty, type PropertyContext } from '../../drawing/properties.ts';
import { MARK_SHAPES } from '../../gauges/model/gauge-model.ts';
import type { RdlElement } from '../../reader/element.ts';
import type { MarkerShape } from './map-model.ts';

const SHAPES: readonly MarkerShape[] = [...MARK_SHAPES, 'PushPin'];

/** The shape of a `MapMarker`; none where it says nothing (MS-RDL MapMarker.MapMarkerStyle). */
export function readMarkerShape(marker: RdlElement | undefined, properties: PropertyContext): MarkerShape {
  return choiceProperty(marker, 'MapMarkerStyle', SHAPES, properties) ?? 'None';
}
