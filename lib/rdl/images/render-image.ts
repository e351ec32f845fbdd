import { drawBorder } from '../drawing/border.ts';
import type { DrawnItem } from '../drawing/drawn-item.ts';
import type { DrawInput } from '../drawing/item-renderer.ts';
import { picturePixels, pointsToPixels } from '../drawing/length.ts';
import { choiceProperty, type PropertyContext } from '../drawing/properties.ts';
import { readStyle, type Style } from '../drawing/style.ts';
import { type PixelBox, SvgWriter } from '../drawing/svg.ts';
import { RdlError } from '../errors.ts';
import type { ReportItem } from '../model/report.ts';
import { child } from '../reader/element.ts';
import { decodeBmp } from './decode-bmp.ts';
import { encodePng } from './encode-png.ts';
import { type ImageInfo, readImageInfo } from './image-format.ts';
import { IMAGE_SIZINGS, type ImageSizing, placeImage } from './image-sizing.ts';
import { databaseBytes, embeddedBytes, evaluatedName, imageSourceOf, placeOf } from './image-source.ts';

/** Draws one image: its bytes, sized as its Sizing says, in its border. */
export function renderImage(input: DrawInput): DrawnItem {
  const { item, size } = input;
  const warnings: string[] = [];
  const context: PropertyContext = {
    evaluate: (source) => input.data.body.evaluate(source),
    warn: (sentence) => warnings.push(sentence),
  };
  const style = readStyle(child(item.element, 'Style'), context);
  const sizing = choiceProperty(item.element, 'Sizing', IMAGE_SIZINGS, context) ?? 'AutoSize';
  const bytes = imageBytes(input);
  if (!bytes) {
    warnings.push('The image has no bytes in these rows.');
    return drawn(new SvgWriter(size.width, size.height), item, { sizing, style, warnings });
  }
  const info = readImageInfo(bytes);
  if (typeof info === 'string') throw new RdlError('ITEM_NOT_DRAWABLE', info, placeOf(item));
  const area = sizing === 'AutoSize' ? autoSizedArea(input, info, style) : size;
  const inner = withoutPadding(area, style);
  const { box, picture } = placeImage(
    sizing === 'AutoSize' && isResized(input) ? 'FitProportional' : sizing,
    info,
    inner,
  );
  const svg = new SvgWriter(area.width, area.height);
  paintBackground(svg, style);
  svg.group({ clip: box }, () => svg.image(picture, dataUri(bytes, info, item)));
  drawBorder(svg, { left: 0, top: 0, ...area }, style);
  return drawn(svg, item, { sizing, style, warnings, image: { box, info } });
}

/** The area of an AutoSize image: the image's own size, unless the caller asked for another size than the item's. */
function autoSizedArea(
  input: DrawInput,
  info: ImageInfo,
  style: Style,
): { readonly width: number; readonly height: number } {
  if (isResized(input)) return input.size;
  const { left = 0, right = 0, top = 0, bottom = 0 } = paddingPixels(style);
  return { width: info.width + left + right, height: info.height + top + bottom };
}

function isResized({ item, size }: DrawInput): boolean {
  return size.width !== picturePixels(item.box.width) || size.height !== picturePixels(item.box.height);
}

function imageBytes(input: DrawInput): Uint8Array | undefined {
  const { item, report, externalImages } = input;
  const evaluate = (source: string) => input.data.body.evaluate(source);
  const source = imageSourceOf(item);
  if (source === 'Database') return databaseBytes(item, evaluate);
  const name = evaluatedName(item, evaluate);
  if (name === undefined) return undefined;
  if (source === 'Embedded') return embeddedBytes(report, name, item);
  const external = externalImages.get(name);
  if (external) return external.bytes;
  throw new RdlError('DATA_UNAVAILABLE', `The external image ${name} was not given.`, placeOf(item));
}

function dataUri(bytes: Uint8Array, info: ImageInfo, item: ReportItem): string {
  if (info.format !== 'bmp')
    return `data:image/${info.format};base64,${Buffer.from(bytes).toString('base64')}`;
  const bitmap = decodeBmp(bytes);
  if (typeof bitmap === 'string') throw new RdlError('ITEM_NOT_DRAWABLE', bitmap, placeOf(item));
  const png = encodePng(bitmap.width, bitmap.height, bitmap.rgba);
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}

function paintBackground(svg: SvgWriter, style: Style): void {
  const { backgroundColor } = style;
  if (!backgroundColor) return;
  svg.rect({ left: 0, top: 0, width: svg.width, height: svg.height }, { fill: backgroundColor });
}

function paddingPixels(style: Style): Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>> {
  const pixels = (points: number | undefined) => Math.max(0, Math.round(pointsToPixels(points ?? 0)));
  const { left, right, top, bottom } = style.padding;
  return { left: pixels(left), right: pixels(right), top: pixels(top), bottom: pixels(bottom) };
}

function withoutPadding(size: { readonly width: number; readonly height: number }, style: Style): PixelBox {
  const { left, right, top, bottom } = paddingPixels(style);
  return {
    left,
    top,
    width: Math.max(1, size.width - left - right),
    height: Math.max(1, size.height - top - bottom),
  };
}

function drawn(
  svg: SvgWriter,
  item: ReportItem,
  result: {
    readonly sizing: ImageSizing;
    readonly style: Style;
    readonly warnings: readonly string[];
    readonly image?: { readonly box: PixelBox; readonly info: ImageInfo };
  },
): DrawnItem {
  const { sizing, warnings, image } = result;
  const { width, height } = svg;
  const box = image && [image.box.left, image.box.top, image.box.width, image.box.height];
  return {
    svg: svg.toString(),
    width,
    height,
    data: {
      item: item.name,
      kind: 'Image',
      width,
      height,
      sizing,
      imagePixels: image ? [image.info.width, image.info.height] : null,
      box: box ?? null,
      pictureBox: box ?? null,
    },
    title: undefined,
    warnings,
  };
}
