import type { ItemRenderer } from '../drawing/item-renderer.ts';
import { whyMapNotDrawable } from './definition/not-drawable.ts';

/** Draws the maps of a report as the rendering engine of Reporting Services does. */
export const mapRenderer: ItemRenderer = {
  notDrawable: whyMapNotDrawable,
  draw: async (input) => (await import('./render-map.ts')).renderMap(input),
};
