import type { Point } from '../../drawing/svg.ts';
import { textSize } from '../../drawing/text-wrap.ts';
import type { MapFit } from '../layout/map-fit.ts';
import type { LayerModel, PathModel, ShapeModel, SymbolModel } from '../model/map-model.ts';
import { centralPoint, middleOfLine } from '../spatial/centroid.ts';
import { extentOf } from '../spatial/geometry.ts';
import type { MapDrawContext } from './map-context.ts';
import { drawMapText, placedText } from './texts.ts';

/** Writes the labels of a layer's elements. */
export function drawElementLabels(context: MapDrawContext, layer: LayerModel, fit: MapFit): void {
  if (!layer.visible) return;
  for (const shape of layer.shapes) if (shape.visible) labelShape(context, shape, fit);
  for (const path of layer.paths) if (path.visible) labelPath(context, path, fit);
  for (const symbol of layer.symbols) if (symbol.visible) labelSymbol(context, symbol, fit);
}

/** An automatic label is left out where it is wider or higher than its shape. */
function labelShape(context: MapDrawContext, shape: ShapeModel, fit: MapFit): void {
  if (shape.label === '' || shape.showLabel === 'False') return;
  const center = centralPoint(shape.geometry);
  if (!center) return;
  const { width, height } = textSize(shape.label, shape.labelStyle.font, context.measure);
  const room = shapeSize(shape, fit);
  if (shape.showLabel === 'Auto' && (width > room.width || height > room.height)) return;
  const { centerOffset } = shape;
  drawLabel(context, shape, fit.toPixels([center[0] + centerOffset[0], center[1] + centerOffset[1]]));
}

function shapeSize(
  { geometry }: ShapeModel,
  fit: MapFit,
): { readonly width: number; readonly height: number } {
  const extent = extentOf([geometry]);
  if (!extent) return { width: 0, height: 0 };
  const [left, top] = fit.toPixels([extent.minX, extent.maxY]);
  const [right, bottom] = fit.toPixels([extent.maxX, extent.minY]);
  return { width: Math.abs(right - left), height: Math.abs(bottom - top) };
}

function labelPath(context: MapDrawContext, path: PathModel, fit: MapFit): void {
  const middle = middleOfLine(path.geometry);
  if (path.label !== '' && middle) {
    const [x, y] = fit.toPixels(middle);
    const { height } = textSize(path.label, path.labelStyle.font, context.measure);
    drawLabel(context, path, [x, y - height / 2 - path.width / 2]);
  }
}

function labelSymbol(context: MapDrawContext, symbol: SymbolModel, fit: MapFit): void {
  if (symbol.label === '') return;
  const [x, y] = fit.toPixels(symbol.position);
  const { width, height } = textSize(symbol.label, symbol.labelStyle.font, context.measure);
  const across = (symbol.size + width) / 2 + 2;
  const down = (symbol.size + height) / 2 + 1;
  const places: Readonly<Record<SymbolModel['labelPlacement'], Point>> = {
    Alternate: [x, y + down],
    Bottom: [x, y + down],
    Top: [x, y - down],
    Left: [x - across, y],
    Right: [x + across, y],
    Center: [x, y],
  };
  drawLabel(context, symbol, places[symbol.labelPlacement]);
}

function drawLabel(
  context: MapDrawContext,
  { label, labelStyle }: Pick<ShapeModel, 'label' | 'labelStyle'>,
  [x, y]: Point,
): void {
  drawMapText(context, placedText(label, labelStyle, context, { x, y }));
}
