import type { RdlElement } from '../reader/element.ts';
import { boxIn, cellBoxes } from './placement.ts';
import type { Box, ReportItem, ReportItemKind } from './report.ts';

const KINDS: Readonly<Record<string, ReportItemKind>> = {
  Chart: 'chart',
  GaugePanel: 'gauge',
  Map: 'map',
  Image: 'image',
  Rectangle: 'rectangle',
  Tablix: 'tablix',
  Textbox: 'textbox',
  Subreport: 'subreport',
  Line: 'line',
  CustomReportItem: 'custom',
};

/** Elements whose children are report items. */
const HOLDERS = ['ReportItems', 'CellContents', 'AltReportItem'];
/** Kinds that hold other items. */
const CONTAINERS: readonly ReportItemKind[] = ['rectangle', 'tablix', 'custom'];

type Place = Pick<ReportItem, 'section' | 'place' | 'ancestors' | 'inDataRegion'>;

/** Every report item below an element, containers before what they hold; `box` is what the element covers. */
export function collectItems(holder: RdlElement, box: Box, place: Place): readonly ReportItem[] {
  return walk(holder, place, () => box);
}

function walk(element: RdlElement, place: Place, boxOf: (holder: RdlElement) => Box): readonly ReportItem[] {
  return element.children.flatMap((inner) => {
    const kind = HOLDERS.includes(element.name) ? KINDS[inner.name] : undefined;
    return kind ? itemAndInner(inner, kind, place, boxOf(element)) : walk(inner, place, boxOf);
  });
}

function itemAndInner(
  element: RdlElement,
  kind: ReportItemKind,
  place: Place,
  container: Box,
): readonly ReportItem[] {
  const name = element.attributes.Name ?? '';
  const box = boxIn(container, element);
  const item: ReportItem = { kind, name, box, ...place, element };
  if (!CONTAINERS.includes(kind)) return [item];
  const inside: Place = {
    ...place,
    ancestors: [...place.ancestors, name],
    inDataRegion: place.inDataRegion || kind === 'tablix',
  };
  const cells = kind === 'tablix' ? cellBoxes(element, box) : undefined;
  return [item, ...walk(element, inside, (holder) => cells?.get(holder) ?? box)];
}
