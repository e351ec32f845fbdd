import { backgroundFill } from '../../drawing/gradients.ts';
import type { PixelBox } from '../../drawing/svg.ts';
import { layoutLabels, type PlacedText } from '../layout/label-layout.ts';
import { linearGeometry } from '../layout/linear-geometry.ts';
import type { PanelLayout, PlacedItem } from '../layout/panel-layout.ts';
import { radialGeometry } from '../layout/radial-geometry.ts';
import type { ScaleGeometry } from '../layout/scale-geometry.ts';
import type { LinearGaugeModel, RadialGaugeModel, ScaleModel } from '../model/gauge-model.ts';
import type { DrawContext } from './draw-context.ts';
import { type DrawnFrame, drawFrame } from './frames/frame-drawing.ts';
import { drawGlass } from './frames/glass.ts';
import { drawStateIndicator } from './indicators/state-drawing.ts';
import { drawGaugeLabel, placedLabel } from './label-drawing.ts';
import { drawPointers } from './pointers.ts';
import { drawRanges } from './ranges.ts';
import { drawScaleBar, drawScaleLabels, drawTicks } from './scale-drawing.ts';

/** Draws a whole panel; gives the texts at its scales back, in the order in which they were drawn. */
export function drawPanel(context: DrawContext, layout: PanelLayout): readonly PlacedText[] {
  const { svg } = context;
  const { model, box, items } = layout;
  const texts: PlacedText[] = [];
  const glasses: (() => void)[] = [];
  if (model.background) {
    const whole = { left: 0, top: 0, width: svg.width, height: svg.height };
    svg.rect(whole, { fill: backgroundFill(svg, whole, model.background) });
  }
  // The engine counts pixels from their middles, SVG from their edges.
  svg.group({ translate: [0.5, 0.5] }, () => {
    const panel = drawFrame(context, model.frame, { box, gauge: 'linear' });
    for (const item of items) drawItem(context, item, { texts, glasses });
    // Glass lies over everything, labels in front of a gauge included.
    for (const glass of glasses) glass();
    if (panel?.glass && model.frame.glass === 'Simple') drawGlass(context, panel.glass);
  });
  return texts;
}

type Drawn = { readonly texts: PlacedText[]; readonly glasses: (() => void)[] };

function drawItem(context: DrawContext, { item, box }: PlacedItem, drawn: Drawn): void {
  switch (item.kind) {
    case 'radial':
      drawGauge(context, item.gauge, { box, drawn, kind: 'radial', scales: radialScales(item.gauge, box) });
      return;
    case 'linear':
      drawGauge(context, item.gauge, { box, drawn, kind: 'linear', scales: linearScales(item.gauge, box) });
      return;
    case 'state':
      drawStateIndicator(context, item.indicator, box);
      return;
    case 'label':
      drawGaugeLabel(context, item.label, box);
      drawn.texts.push(...placedLabel(item.label, box, context.measure));
  }
}

type PlacedScale = { readonly scale: ScaleModel; readonly geometry: ScaleGeometry };

function radialScales(gauge: RadialGaugeModel, box: PixelBox): readonly PlacedScale[] {
  return gauge.scales.map((scale) => ({ scale, geometry: radialGeometry(box, gauge, scale) }));
}

function linearScales(gauge: LinearGaugeModel, box: PixelBox): readonly PlacedScale[] {
  return gauge.scales.map((scale) => ({ scale, geometry: linearGeometry(box, gauge, scale) }));
}

function drawGauge(
  context: DrawContext,
  gauge: RadialGaugeModel | LinearGaugeModel,
  place: {
    readonly box: PixelBox;
    readonly kind: 'radial' | 'linear';
    readonly scales: readonly PlacedScale[];
    readonly drawn: Drawn;
  },
): void {
  const { svg } = context;
  const { drawn, scales } = place;
  const frame = drawFrame(context, gauge.frame, { box: place.box, gauge: place.kind });
  const content = () => drawScales(context, scales, drawn.texts);
  if (frame && gauge.clipContent && frame.inside !== '') svg.group({ clip: { path: frame.inside } }, content);
  else content();
  addGlass(context, { frame, drawn, glass: gauge.frame.glass });
}

function addGlass(
  context: DrawContext,
  {
    frame,
    drawn,
    glass,
  }: {
    readonly frame: DrawnFrame | undefined;
    readonly drawn: Drawn;
    readonly glass: 'None' | 'Simple';
  },
): void {
  const circle = frame?.glass;
  if (circle && glass === 'Simple') drawn.glasses.push(() => drawGlass(context, circle));
}

/** Everything of one kind on all scales before the next: ranges, bars, ticks, labels, pointers. */
function drawScales(context: DrawContext, scales: readonly PlacedScale[], texts: PlacedText[]): void {
  for (const { scale, geometry } of scales) drawRanges(context, scale, geometry);
  for (const { scale, geometry } of scales) {
    drawScaleBar(context, scale, geometry);
    if (!scale.ticksOnTop) drawTicks(context, scale, geometry);
    const labels = layoutLabels(scale, geometry, context.measure);
    drawScaleLabels(context, labels);
    texts.push(...labels);
  }
  for (const { scale, geometry } of scales) drawPointers(context, scale, geometry);
  for (const { scale, geometry } of scales) if (scale.ticksOnTop) drawTicks(context, scale, geometry);
}
