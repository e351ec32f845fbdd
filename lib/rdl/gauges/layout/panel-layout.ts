import type { PixelBox } from '../../drawing/svg.ts';
import type { GaugePanelModel, ItemPlace, PanelItemModel } from '../model/gauge-model.ts';
import { gridPlaces } from './auto-layout.ts';

/** An item of a panel and where it stands, in pixels; the place is the one in effect, in percent of its parent. */
export type PlacedItem = {
  readonly item: PanelItemModel;
  readonly place: ItemPlace;
  readonly box: PixelBox;
};

export type PanelLayout = {
  readonly model: GaugePanelModel;
  /** The panel: one pixel smaller than the picture, as the engine counts. */
  readonly box: PixelBox;
  /** In the order in which they are drawn: from the lowest z index up. */
  readonly items: readonly PlacedItem[];
};

/** Places everything in a panel. With automatic layout the gauges share the panel, whatever their places say. */
export function layoutPanel(
  model: GaugePanelModel,
  size: { readonly width: number; readonly height: number },
): PanelLayout {
  const box = { left: 0, top: 0, width: Math.max(1, size.width - 1), height: Math.max(1, size.height - 1) };
  const places = effectivePlaces(model, box);
  const boxes = new BoxFinder(model.items, places, box);
  const items = model.items
    .map((item, index) => ({ item, place: places[index] ?? item.place, box: boxes.boxOf(index) }))
    .filter(({ place }) => place.visible)
    .sort((a, b) => a.place.zIndex - b.place.zIndex);
  return { model, box, items };
}

function effectivePlaces({ items, autoLayout }: GaugePanelModel, panel: PixelBox): readonly ItemPlace[] {
  const shared = (item: PanelItemModel) =>
    autoLayout && isGauge(item) && item.place.parent === undefined && item.place.visible;
  const grid = gridPlaces(items.filter(shared).length, panel);
  let next = 0;
  return items.map((item) => {
    if (!shared(item)) return item.place;
    const cell = grid[next] ?? { left: 0, top: 0, width: 100, height: 100 };
    next += 1;
    return { ...item.place, ...cell };
  });
}

function isGauge(item: PanelItemModel): boolean {
  return item.kind === 'radial' || item.kind === 'linear';
}

/** Boxes of items, those of a parent in the parent's box; parents in a circle count as none. */
class BoxFinder {
  readonly #items: readonly PanelItemModel[];
  readonly #places: readonly ItemPlace[];
  readonly #panel: PixelBox;

  constructor(items: readonly PanelItemModel[], places: readonly ItemPlace[], panel: PixelBox) {
    this.#items = items;
    this.#places = places;
    this.#panel = panel;
  }

  boxOf(index: number, below: ReadonlySet<number> = new Set()): PixelBox {
    const place = this.#places[index];
    if (!place) return this.#panel;
    const parent = place.parent === undefined ? -1 : this.#named(place.parent);
    const inside = parent < 0 || parent === index || below.has(parent) ? undefined : parent;
    const outer = inside === undefined ? this.#panel : this.boxOf(inside, new Set([...below, index]));
    return withRatio(boxIn(outer, place, inside !== undefined), this.#items[index]);
  }

  /** A parent is named by its collection and name: `RadialGauges.RadialGauge1`. */
  #named(reference: string): number {
    const name = reference.split('.').at(-1) ?? reference;
    return this.#items.findIndex((item) => isGauge(item) && item.place.name === name);
  }
}

function boxIn(outer: PixelBox, place: ItemPlace, nested: boolean): PixelBox {
  const across = (nested ? outer.width - 1 : outer.width) / 100;
  const down = (nested ? outer.height - 1 : outer.height) / 100;
  return {
    left: outer.left + place.left * across,
    top: outer.top + place.top * down,
    width: place.width * across,
    height: place.height * down,
  };
}

/** A gauge with an aspect ratio takes the largest box of that shape in the middle of its place. */
function withRatio(box: PixelBox, item: PanelItemModel | undefined): PixelBox {
  const ratio =
    item && (item.kind === 'radial' || item.kind === 'linear') ? item.gauge.aspectRatio : undefined;
  if (ratio === undefined) return box;
  const width = Math.min(box.width, box.height * ratio);
  const height = width / ratio;
  return {
    left: box.left + (box.width - width) / 2,
    top: box.top + (box.height - height) / 2,
    width,
    height,
  };
}
