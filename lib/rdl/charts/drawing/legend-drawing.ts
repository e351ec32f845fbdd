import { BLACK, darken } from '../../drawing/color.ts';
import { backgroundFill } from '../../drawing/gradients.ts';
import type { PixelBox, SvgWriter } from '../../drawing/svg.ts';
import { drawTextBlock } from '../../drawing/text-block.ts';
import type { TextMeasure } from '../../drawing/text-metrics.ts';
import { textLines } from '../../drawing/text-wrap.ts';
import type { Canvas } from '../layout/boxes.ts';
import type { PlacedLegend, PlacedLegendItem } from '../layout/legend-layout.ts';
import { letterSize } from '../layout/legend-table.ts';
import type { LegendItemModel } from '../model/chart-model.ts';
import { drawBoxBack, drawBoxFrame, snappedBox, snappedLine } from './crisp.ts';
import { drawMarker } from './marker-shapes.ts';

type Tools = { readonly svg: SvgWriter; readonly canvas: Canvas; readonly measure: TextMeasure };

/** A legend with its frame, title and items. */
export function drawLegend(placed: PlacedLegend, tools: Tools): void {
  const { legend } = placed;
  const { svg, canvas } = tools;
  if (legend.hidden || placed.items.length === 0) return;
  const box = canvas.toPixels(placed.box);
  drawBoxBack(svg, box, legend.box);
  drawTitle(placed, tools);
  placed.items.forEach((item, row) => {
    const model = legend.items[item.index];
    if (!model) return;
    if (legend.interlacedRows && row % 2 === 1) drawInterlaced(placed, item, box, tools);
    drawSymbol(model, item, placed, tools);
    const text = {
      lines: item.lines,
      font: placed.font,
      color: legend.style.color,
      verticalAlign: 'middle',
    } as const;
    const cell = { ...item.text, left: item.text.left + 1, top: item.text.top + 1 };
    drawTextBlock(svg, cell, text, tools.measure);
  });
  drawBoxFrame(svg, box, legend.box);
}

function drawInterlaced(placed: PlacedLegend, item: PlacedLegendItem, box: PixelBox, { svg }: Tools): void {
  const { background } = placed.legend.box;
  const color = placed.legend.interlacedColor ?? darken(background?.color ?? LIGHT, 0.2);
  svg.rect(snappedBox({ ...box, top: item.text.top, height: item.text.height }), { fill: color });
}

const LIGHT = { red: 211, green: 211, blue: 211, alpha: 255 };

function drawTitle(placed: PlacedLegend, { svg, measure }: Tools): void {
  const { titleBox, legend } = placed;
  if (!titleBox) return;
  const { text, style, separator } = legend.title;
  const { font, color } = style;
  const lines = textLines(text);
  const top = titleBox.top + Math.ceil(letterSize(legend.style.font, measure).width / 3 / 2);
  const height = lines.length * measure.lineHeight(font);
  drawTextBlock(svg, { ...titleBox, top, height }, { lines, font, color, align: 'center' }, measure);
  if (separator === 'None') return;
  const thick = separator.startsWith('Thick') ? 2 : 1;
  const dash = /^Dash/.test(separator) ? 'Dashed' : /^Dot/.test(separator) ? 'Dotted' : 'Solid';
  const y = snappedLine(titleBox.top + titleBox.height - 1, thick);
  const ends = [titleBox.left + 4, titleBox.left + titleBox.width - 4] as const;
  const stroke = { color: BLACK, width: thick, style: dash } as const;
  svg.line([ends[0], y], [ends[1], y], stroke);
  if (separator === 'DoubleLine') svg.line([ends[0], y - 2], [ends[1], y - 2], stroke);
}

const LINE_MARKER_SHARE = 0.6;

/** The symbol fills two letters in width and seven tenths of a line in height. */
function drawSymbol(
  model: LegendItemModel,
  item: PlacedLegendItem,
  placed: PlacedLegend,
  { svg, measure }: Tools,
): void {
  const letter = letterSize(placed.font, measure);
  const width = Math.trunc(letter.width * 2);
  const height = Math.round(letter.height * 0.7);
  const cell = item.symbol;
  const box = snappedBox({
    left: cell.left,
    top: cell.top + (cell.height - height) / 2,
    width,
    height,
  });
  const middle = [box.left + box.width / 2, box.top + box.height / 2] as const;
  if (model.symbol === 'Rectangle') {
    const fill = model.background ? backgroundFill(svg, box, model.background) : model.color;
    svg.rect(box, { fill });
    if (model.border)
      svg.rect({ ...box, left: box.left + 0.5, top: box.top + 0.5 }, { stroke: model.border });
    return;
  }
  if (model.symbol === 'Line') {
    const line = Math.max(2, model.lineWidth);
    const y = snappedLine(middle[1], line);
    const style = model.lineStyle ?? 'Solid';
    svg.line([box.left, y], [box.left + box.width, y], { color: model.color, width: line, style });
  }
  if (model.marker) {
    // On a line a marker is small enough to leave it visible.
    const most = Math.min(box.width, box.height) * (model.symbol === 'Line' ? LINE_MARKER_SHARE : 1);
    const size = Math.min(model.marker.size, most);
    drawMarker(svg, middle, { ...model.marker, size }, model.color);
  }
}
