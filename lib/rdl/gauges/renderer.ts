import type { ItemRenderer } from '../drawing/item-renderer.ts';
import { whyGaugePanelNotDrawable } from './definition/not-drawable.ts';

/** Draws the gauge panels of a report as the rendering engine of Reporting Services does. */
export const gaugeRenderer: ItemRenderer = {
  notDrawable: ({ element }) => whyGaugePanelNotDrawable(element),
  draw: async (input) => (await import('./render-gauge-panel.ts')).renderGaugePanel(input),
};
