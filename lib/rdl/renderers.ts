import { chartRenderer } from './charts/renderer.ts';
import { gaugeRenderer } from './gauges/renderer.ts';
import { imageRenderer } from './images/renderer.ts';
import type { Renderers } from './items/list-items.ts';
import { mapRenderer } from './maps/renderer.ts';

/** What draws each kind of report item. */
export const RENDERERS: Renderers = {
  chart: chartRenderer,
  gauge: gaugeRenderer,
  image: imageRenderer,
  map: mapRenderer,
};
