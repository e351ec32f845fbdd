import type { PixelBox } from '../../drawing/svg.ts';
import type { TextMeasure } from '../../drawing/text-metrics.ts';
import type { DockModel, MapModel, PanelModel, ViewportModel } from '../model/map-model.ts';
import { panelSize } from './panel-size.ts';

export type PlacedPanel = { readonly panel: PanelModel; readonly box: PixelBox };

export type DockedMap = { readonly viewport: PixelBox; readonly panels: readonly PlacedPanel[] };

type Rect = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/**
 * Places the panels of a map and leaves the rest to the viewport. Boxes are whole pixels, counted from their middles;
 * the picture reaches to one pixel before its size.
 */
export function dockPanels(
  model: MapModel,
  size: { readonly width: number; readonly height: number },
  measure: TextMeasure,
): DockedMap {
  const map: Rect = { left: 0, top: 0, right: size.width - 1, bottom: size.height - 1 };
  const placed = new Map<PanelModel, Rect>();
  let rest = map;
  for (const panel of model.panels.filter(({ dock }) => dock.outside || dock.place?.left !== undefined)) {
    const rect = placeIn(map, panel, { taken: [...placed.entries()], measure });
    placed.set(panel, rect);
    if (panel.dock.outside) rest = cut(rest, rect, panel.dock);
  }
  const viewport = viewportRect(rest, model.viewport);
  const inside = inset(viewport, 1);
  const taken = () => [...placed.entries()].filter(([panel]) => !panel.dock.outside);
  for (const panel of model.panels.filter((one) => !placed.has(one))) {
    placed.set(panel, placeIn(inside, panel, { taken: taken(), measure }));
  }
  return {
    viewport: pixelBox(viewport),
    panels: model.panels.flatMap((panel) => {
      const rect = placed.get(panel);
      return rect ? [{ panel, box: pixelBox(rect) }] : [];
    }),
  };
}

type Placing = {
  readonly taken: readonly (readonly [PanelModel, Rect])[];
  readonly measure: TextMeasure;
};

/** The place of a panel's frame in a rectangle; where it would lie on another one it gives way. */
function placeIn(within: Rect, panel: PanelModel, { taken, measure }: Placing): Rect {
  const { dock } = panel;
  const { margins, place } = dock;
  const room = {
    width: within.right - within.left - margins.left - margins.right,
    height: within.bottom - within.top - margins.top - margins.bottom,
  };
  const { width, height } = panelSize(panel, room, measure);
  const left = place?.left ?? alongX(dock, within, width);
  const top = place?.top ?? alongY(dock, within, height);
  const rect = { left, top, right: left + width, bottom: top + height };
  if (place?.left !== undefined) return rect;
  return taken.reduce((current, other) => giveWay(current, dock, other), rect);
}

function alongX({ position, margins }: DockModel, within: Rect, width: number): number {
  if (/Left/.test(position)) return within.left + margins.left;
  if (/Right/.test(position)) return within.right - margins.right - width;
  return (within.left + within.right - width) / 2;
}

function alongY({ position, margins }: DockModel, within: Rect, height: number): number {
  if (/Top/.test(position)) return within.top + margins.top;
  if (/Bottom/.test(position)) return within.bottom - margins.bottom - height;
  return (within.top + within.bottom - height) / 2;
}

/** Panels at the bottom move up, all others down, by the margins of both. */
function giveWay(rect: Rect, dock: DockModel, [other, taken]: readonly [PanelModel, Rect]): Rect {
  const apart =
    rect.right <= taken.left ||
    rect.left >= taken.right ||
    rect.bottom <= taken.top ||
    rect.top >= taken.bottom;
  if (apart) return rect;
  const height = rect.bottom - rect.top;
  const top = /Bottom/.test(dock.position)
    ? taken.top - other.dock.margins.top - dock.margins.bottom - height
    : taken.bottom + other.dock.margins.bottom + dock.margins.top;
  return { ...rect, top, bottom: top + height };
}

/** What a panel outside the viewport leaves over. */
function cut(rest: Rect, rect: Rect, { position, margins }: DockModel): Rect {
  if (position.startsWith('Left')) return { ...rest, left: Math.max(rest.left, rect.right + margins.right) };
  if (position.startsWith('Right')) return { ...rest, right: Math.min(rest.right, rect.left - margins.left) };
  if (position.startsWith('Top')) return { ...rest, top: Math.max(rest.top, rect.bottom + margins.bottom) };
  return { ...rest, bottom: Math.min(rest.bottom, rect.top - margins.top) };
}

function viewportRect(rest: Rect, { margins, place }: ViewportModel): Rect {
  const left = place?.left ?? rest.left + margins.left;
  const top = place?.top ?? rest.top + margins.top;
  const right = place?.width === undefined ? rest.right - margins.right : left + place.width;
  const bottom = place?.height === undefined ? rest.bottom - margins.bottom : top + place.height;
  return {
    left: Math.round(left),
    top: Math.round(top),
    right: Math.max(Math.round(left) + 1, Math.round(right)),
    bottom: Math.max(Math.round(top) + 1, Math.round(bottom)),
  };
}

function inset({ left, top, right, bottom }: Rect, by: number): Rect {
  return { left: left + by, top: top + by, right: right - by, bottom: bottom - by };
}

function pixelBox({ left, top, right, bottom }: Rect): PixelBox {
  return {
    left: Math.round(left),
    top: Math.round(top),
    width: Math.round(right) - Math.round(left),
    height: Math.round(bottom) - Math.round(top),
  };
}
