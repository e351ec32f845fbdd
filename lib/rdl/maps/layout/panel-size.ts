import type { TextMeasure } from '../../drawing/text-metrics.ts';
import { textSize } from '../../drawing/text-wrap.ts';
import type { PanelModel, TitleModel } from '../model/map-model.ts';
import { colorScaleSize } from './color-scale-layout.ts';
import { legendTable } from './legend-layout.ts';

export type Size = { readonly width: number; readonly height: number };

/** What a distance scale takes where its size is not written. */
const DISTANCE_SCALE: Size = { width: 130, height: 55 };

/** The size of a panel's frame in pixels. A written size holds the margins too. */
export function panelSize(panel: PanelModel, room: Size, measure: TextMeasure): Size {
  const automatic = automaticSize(panel, room, measure);
  const { place, margins } = panel.dock;
  return {
    width:
      place?.width === undefined ? automatic.width : Math.trunc(place.width - margins.left - margins.right),
    height:
      place?.height === undefined
        ? automatic.height
        : Math.trunc(place.height - margins.top - margins.bottom),
  };
}

function automaticSize(panel: PanelModel, room: Size, measure: TextMeasure): Size {
  switch (panel.kind) {
    case 'legend':
      return legendTable(panel, room.width, measure);
    case 'title':
      return titleSize(panel, room, measure);
    case 'colorScale':
      return colorScaleSize(panel, measure);
    case 'distanceScale':
      return DISTANCE_SCALE;
  }
}

/** A title above or below takes the whole width, one at the side the whole height. */
function titleSize({ text, style, dock }: TitleModel, room: Size, measure: TextMeasure): Size {
  const { width, height } = textSize(text, style.font, measure);
  return /^(?:Top|Bottom)/.test(dock.position) ? { width: room.width, height } : { width: width + 2, height };
}
