import type { ReportItem } from '../../model/report.ts';
import { child, type RdlElement, textAt } from '../../reader/element.ts';
import { embeddedElements, readMapDefinition } from './map-definition.ts';

/** Why a map cannot be drawn truly; undefined when it can. A tile layer is left blank, with a warning. */
export function whyMapNotDrawable(item: ReportItem): string | undefined {
  const { layers } = readMapDefinition(item);
  const drawn = layers.filter(({ kind }) => kind !== 'tile');
  if (layers.length === 0) return 'The map has no layer.';
  if (drawn.length === 0) return 'The map has tile layers alone, whose pictures come from a map service.';
  const shapefile = drawn.find(
    (layer) => child(layer.element, 'MapShapefile') && embeddedElements(layer).length === 0,
  );
  if (shapefile) return `Layer ${shapefile.name} takes its shapes from a shapefile, which is not read.`;
  const picture = drawn.find(({ element }) => hasMarkerImage(element));
  return picture && `Layer ${picture.name} has pictures as markers (MapMarkerImage), which are not drawn.`;
}

function hasMarkerImage(element: RdlElement): boolean {
  if (element.name === 'MapMarkerImage') return (textAt(element, 'Value') ?? '') !== '';
  if (element.name === 'MapMarkerStyle') return element.text.trim() === 'Image';
  return element.children.some(hasMarkerImage);
}
