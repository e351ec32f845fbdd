import { type RdlElement, textAt } from '../../reader/element.ts';
import { readGaugePanelDefinition } from './gauge-definition.ts';

/** What a picture stands for, by the element that names it. */
const PICTURES: Readonly<Record<string, string>> = {
  TopImage: 'a picture over it (TopImage)',
  FrameImage: 'a picture in a frame (FrameImage)',
  TickMarkImage: 'pictures as tick marks (TickMarkImage)',
  PointerImage: 'a picture as a pointer (PointerImage)',
  CapImage: 'a picture as a cap (CapImage)',
  IndicatorImage: 'a picture as an indicator (IndicatorImage)',
};

/** Why a gauge panel cannot be drawn truly; undefined when it can. */
export function whyGaugePanelNotDrawable(panel: RdlElement): string | undefined {
  const { items } = readGaugePanelDefinition(panel);
  if (items.length === 0) return 'The gauge panel has no gauge, state indicator or label.';
  const picture = findPicture(panel);
  return picture && `The gauge panel has ${picture}, which is not drawn.`;
}

/** The designer writes an empty picture into every gauge; only one with a value is meant. */
function findPicture(element: RdlElement): string | undefined {
  const picture = PICTURES[element.name];
  if (picture !== undefined && (textAt(element, 'Value') ?? '') !== '') return picture;
  for (const inner of element.children) {
    const found = findPicture(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
