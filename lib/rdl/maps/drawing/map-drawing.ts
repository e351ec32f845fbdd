import { backgroundFill } from '../../drawing/gradients.ts';
import { kilometresPerPixel } from '../layout/distance-scale-layout.ts';
import type { MapFit } from '../layout/map-fit.ts';
import type { MapLayout } from '../layout/map-layout.ts';
import { drawBoxBack, drawBoxFrame } from './box-drawing.ts';
import { drawElementLabels } from './element-labels.ts';
import { drawGrid } from './grid-drawing.ts';
import type { MapDrawContext } from './map-context.ts';
import { drawPanel } from './panels.ts';
import { drawLayer } from './shapes.ts';

/** Draws a whole map. */
export function drawMap(context: MapDrawContext, layout: MapLayout): void {
  const { svg } = context;
  const { model, viewport, fit, panels } = layout;
  if (model.background) {
    const whole = { left: 0, top: 0, width: svg.width, height: svg.height };
    svg.rect(whole, { fill: backgroundFill(svg, whole, model.background) });
  }
  // The engine counts pixels from their middles, SVG from their edges.
  svg.group({ translate: [0.5, 0.5] }, () => {
    drawBoxBack(context, viewport, model.viewport.box);
    if (fit) svg.group({ clip: viewport }, () => drawContent(context, layout, fit));
    drawBoxFrame(context, viewport, model.viewport.box);
    const perPixel = fit ? kilometresPerPixel(fit, model.viewport.geographic) : 1;
    for (const panel of panels) drawPanel(context, panel, perPixel);
  });
}

/** The grid lies over everything unless it is to lie under it. */
function drawContent(context: MapDrawContext, layout: MapLayout, fit: MapFit): void {
  const { model, viewport, grid } = layout;
  const under = model.viewport.gridUnderContent;
  const drawLines = () => grid && drawGrid(context, model.viewport, { grid, box: viewport });
  if (under) drawLines();
  for (const layer of model.layers) drawLayer(context, layer, fit);
  for (const layer of model.layers) drawElementLabels(context, layer, fit);
  if (!under) drawLines();
}
