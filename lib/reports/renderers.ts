import { chartRenderer } from '../rdl/charts/renderer.ts';
import { imageRenderer } from '../rdl/images/renderer.ts';
import type { Renderers } from '../rdl/items/list-items.ts';

/** What draws each kind of report item. */
export const RENDERERS: Renderers = { chart: chartRenderer, image: imageRenderer };
