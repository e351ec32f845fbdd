import { TRANSPARENT } from '../../drawing/color.ts';
import { backgroundFill } from '../../drawing/gradients.ts';
import type { PixelBox, Point } from '../../drawing/svg.ts';
import { layoutColorScale } from '../layout/color-scale-layout.ts';
import { BAR_END, BAR_MARGIN, distanceBars } from '../layout/distance-scale-layout.ts';
import type { PlacedPanel } from '../layout/dock-layout.ts';
import { type LegendCell, legendTable } from '../layout/legend-layout.ts';
import type { ColorScaleModel, DistanceScaleModel, LegendModel, TitleModel } from '../model/map-model.ts';
import { drawBoxBack, drawBoxFrame } from './box-drawing.ts';
import type { MapDrawContext } from './map-context.ts';
import { drawMarker } from './shapes.ts';
import { drawMapText, placedText } from './texts.ts';

/** Draws a panel with its box; `perPixel` is the kilometres (or units) that a pixel of the map has. */
export function drawPanel(context: MapDrawContext, { panel, box }: PlacedPanel, perPixel: number): void {
  drawBoxBack(context, box, panel.box);
  switch (panel.kind) {
    case 'legend':
      drawLegend(context, panel, box);
      break;
    case 'title':
      drawTitle(context, panel, box);
      break;
    case 'colorScale':
      drawColorScale(context, panel, box);
      break;
    case 'distanceScale':
      drawDistanceScale(context, panel, { box, perPixel });
  }
  drawBoxFrame(context, box, panel.box);
}

function drawTitle(context: MapDrawContext, title: TitleModel, box: PixelBox): void {
  const plain = placedText(title.text, title.style, context, { x: 0, y: 0 });
  const spare = box.width - plain.width;
  const x =
    box.left +
    1 +
    plain.width / 2 +
    (title.align === 'right' ? spare - 2 : title.align === 'center' ? spare / 2 - 1 : 0);
  const y = box.top + 1 + plain.height / 2;
  const { textShadowOffset: offset } = title;
  if (offset !== 0) {
    const shadow = { ...plain, x: x + offset, y: y + offset, angle: title.angle, color: context.shadow };
    drawMapText({ ...context, texts: [] }, shadow);
  }
  drawMapText(context, { ...plain, x, y, angle: title.angle });
}

function drawLegend(context: MapDrawContext, legend: LegendModel, box: PixelBox): void {
  const { svg, measure } = context;
  const table = legendTable(legend, box.width, measure);
  if (legend.title !== '') {
    const bottom = box.top + table.titleY + table.titleHeight;
    if (legend.titleBackground) {
      const strip = { left: box.left, top: box.top, width: box.width, height: bottom - box.top };
      svg.rect(strip, { fill: backgroundFill(svg, strip, legend.titleBackground) });
    }
    const y = bottom - table.titleHeight / 2;
    drawMapText(
      context,
      placedText(legend.title, legend.titleStyle, context, { x: box.left + box.width / 2 + 3, y }),
    );
    drawSeparator(context, legend, { box, y: bottom });
  }
  for (const cell of table.cells) drawLegendItem(context, legend, { cell, box });
}

/** The line under a legend's title; a gradient line fades out to both sides. */
function drawSeparator(
  { svg }: MapDrawContext,
  { separator, separatorColor }: LegendModel,
  { box, y }: { readonly box: PixelBox; readonly y: number },
): void {
  if (separator === 'None') return;
  const [left, right] = [box.left + 1, box.left + box.width - 1];
  const width = separator.startsWith('Thick') ? 2 : 1;
  if (!separator.endsWith('GradientLine')) {
    const style = separator === 'DashLine' ? 'Dashed' : separator === 'DotLine' ? 'Dotted' : 'Solid';
    svg.line([left, y], [right, y], { color: separatorColor, width, style });
    if (separator === 'DoubleLine') svg.line([left, y + 3], [right, y + 3], { color: separatorColor, width });
    return;
  }
  const fill = svg.linearGradient(
    [left, y],
    [right, y],
    [
      { offset: 0, color: TRANSPARENT },
      { offset: 0.5, color: separatorColor },
      { offset: 1, color: TRANSPARENT },
    ],
  );
  svg.rect({ left, top: y - width / 2, width: right - left, height: width }, { fill });
}

const ITEM_BORDER = { red: 169, green: 169, blue: 169, alpha: 255 };

function drawLegendItem(
  context: MapDrawContext,
  legend: LegendModel,
  { cell, box }: { readonly cell: LegendCell; readonly box: PixelBox },
): void {
  const { svg } = context;
  const { symbol, text } = cell.item;
  const center: Point = [box.left + cell.symbolX, box.top + cell.y];
  if (symbol.kind === 'shape') {
    const height = Math.max(1, cell.rowHeight - 4);
    const rect = { left: center[0] - 10, top: Math.floor(center[1] - height / 2), width: 20, height };
    svg.rect(rect, { fill: symbol.color, stroke: { color: ITEM_BORDER, width: 1 } });
  } else if (symbol.kind === 'path') {
    svg.line([center[0] - 10, center[1]], [center[0] + 10, center[1]], {
      color: symbol.color,
      width: symbol.width,
    });
  } else {
    const shift = (symbol.size - 1) / 2;
    const at = (middle: number) => Math.trunc(middle - symbol.size / 2) + shift;
    drawMarker(context, symbol, [at(center[0]), at(center[1])]);
  }
  drawMapText(
    context,
    placedText(text, legend.itemStyle, context, { x: box.left + cell.textX, y: center[1], from: 'left' }),
  );
}

function drawColorScale(context: MapDrawContext, scale: ColorScaleModel, box: PixelBox): void {
  const { svg, measure } = context;
  const { bar, swatchWidth, tickLength, labels } = layoutColorScale(scale, box, measure);
  if (scale.title !== '') {
    const title = placedText(scale.title, scale.titleStyle, context, { x: box.left + box.width / 2, y: 0 });
    drawMapText(context, { ...title, y: box.top + 6 + title.height / 2 });
  }
  const line = { color: scale.borderColor, width: 1 };
  scale.swatches.forEach(({ color }, index) => {
    const left = bar.left + index * swatchWidth;
    svg.rect({ left, top: bar.top, width: swatchWidth, height: bar.height }, { fill: color, stroke: line });
  });
  for (const { tickX, above, ...label } of labels) {
    const bottom = bar.top + bar.height;
    if (above) svg.line([tickX, bar.top - tickLength - 0.5], [tickX, bottom], line);
    else svg.line([tickX, bar.top], [tickX, bottom + tickLength + 1.5], line);
    drawMapText(context, { ...label, ...scale.style, angle: 0 });
  }
}

function drawDistanceScale(
  context: MapDrawContext,
  scale: DistanceScaleModel,
  { box, perPixel }: { readonly box: PixelBox; readonly perPixel: number },
): void {
  const { kilometres, miles } = distanceBars(box, perPixel);
  const y = box.top + Math.floor(box.height / 2);
  const left = box.left + BAR_MARGIN;
  const inner = left + BAR_END;
  const km = inner + Math.trunc(kilometres.pixels);
  const mi = inner + Math.trunc(miles.pixels);
  context.svg.polygon(barOutline({ left, inner, km, mi, y }), {
    fill: scale.color,
    stroke: { color: scale.borderColor, width: 1 },
  });
  const label = (text: string, at: number) =>
    drawMapText(context, placedText(text, scale.style, context, { x: box.left + 11.5, y: at, from: 'left' }));
  label(kilometres.label, y - 7.5);
  label(miles.label, y + 11.5);
}

type Bar = {
  readonly left: number;
  readonly inner: number;
  readonly km: number;
  readonly mi: number;
  readonly y: number;
};

/** One bar with ends up for kilometres, down for miles, and both at the left; the longer one closes it. */
function barOutline({ left, inner, km, mi, y }: Bar): readonly Point[] {
  const [top, upper, lower, bottom] = [y - 4, y - 1, y + 2, y + 5];
  const end = Math.max(km, mi) + BAR_END;
  const above: readonly Point[] = [
    [left, top],
    [inner, top],
    [inner, upper],
    [km, upper],
    [km, top],
    [km + BAR_END, top],
    [km + BAR_END, km >= mi ? lower : upper],
    ...(km >= mi
      ? []
      : ([
          [end, upper],
          [end, bottom],
        ] as const)),
  ];
  const below: readonly Point[] = [
    ...(km >= mi
      ? ([
          [mi + BAR_END, lower],
          [mi + BAR_END, bottom],
        ] as const)
      : []),
    [mi, bottom],
    [mi, lower],
    [inner, lower],
    [inner, bottom],
    [left, bottom],
  ];
  return [...above, ...below];
}
