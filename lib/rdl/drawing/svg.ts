import { type Color, opacityOf } from './color.ts';
import { type Font, faceOf, fontPixels } from './font.ts';
import { type HatchType, hatchPath } from './hatches.ts';
import { dashLengths, type Stroke } from './stroke.ts';
import { colorAttributes, escapeXml, svgAttributes, svgNumber, svgPath } from './svg-values.ts';

/** Pixels from the left and top of the picture. */
export type PixelBox = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

export type Point = readonly [x: number, y: number];

/** A gradient or hatch that a writer defined; valid in the picture of that writer alone. */
export type PaintServer = { readonly paintServer: string };
export type Fill = Color | PaintServer;

/**
 * How a shape is painted; what is left out is not painted. `crisp` switches smoothing off, for upright lines. With
 * `edge` the fill also paints a line of one pixel along the outline, as the gauge engine fills its shapes.
 */
export type Paint = {
  readonly fill?: Fill;
  readonly stroke?: Stroke;
  readonly crisp?: boolean;
  readonly edge?: boolean;
};

export type GradientStop = { readonly offset: number; readonly color: Color };

export type TextOptions = {
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly font: Font;
  readonly color: Color;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Degrees, clockwise, around (`x`, `y`). */
  readonly rotate?: number;
};

export type GroupOptions = {
  readonly clip?: PixelBox | { readonly path: string };
  readonly translate?: Point;
  /** Degrees, clockwise, around a point of the coordinates inside the group. */
  readonly rotate?: { readonly degrees: number; readonly x: number; readonly y: number };
  readonly scale?: Point;
  /** 0–1. */
  readonly opacity?: number;
};

type Attributes = Readonly<Record<string, string | number | undefined>>;

/**
 * Writes one picture as SVG. Shapes appear in the order of the calls; lengths are pixels; the same calls give the
 * same text. Definitions that are alike are written once.
 */
export class SvgWriter {
  readonly width: number;
  readonly height: number;
  #body = '';
  readonly #definitions = new Map<string, string>();
  readonly #ids = new Map<string, string>();
  readonly #idPrefix: string;
  /** How many of the groups that are open move or turn what they hold. */
  #moving = 0;

  /** `idPrefix` keeps the ids of a picture apart that is put into another one. */
  constructor(width: number, height: number, idPrefix = 'd') {
    this.width = width;
    this.height = height;
    this.#idPrefix = idPrefix;
  }

  rect(box: PixelBox & { readonly radius?: number }, paint: Paint): void {
    const { left, top, width, height, radius } = box;
    if (width <= 0 || height <= 0) return;
    this.#shape('rect', { x: left, y: top, width, height, rx: radius || undefined }, paint);
  }

  line(from: Point, to: Point, stroke: Stroke, options: { readonly crisp?: boolean } = {}): void {
    this.#shape('line', { x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, { stroke, ...options });
  }

  polyline(points: readonly Point[], stroke: Stroke): void {
    if (points.length > 1) this.#shape('polyline', { points: pointsText(points) }, { stroke });
  }

  polygon(points: readonly Point[], paint: Paint): void {
    if (points.length > 1) this.#shape('polygon', { points: pointsText(points) }, paint);
  }

  circle(center: Point, radius: number, paint: Paint): void {
    if (radius > 0) this.#shape('circle', { cx: center[0], cy: center[1], r: radius }, paint);
  }

  ellipse(center: Point, radius: Point, paint: Paint): void {
    const [rx, ry] = radius;
    if (rx > 0 && ry > 0) this.#shape('ellipse', { cx: center[0], cy: center[1], rx, ry }, paint);
  }

  /** `path` is SVG path data with numbers already rounded (`pathOf`, or a d3 path with `digits`). */
  path(path: string, paint: Paint): void {
    if (path !== '') this.#shape('path', { d: svgPath(path) }, paint);
  }

  /** One line of text; nothing for an empty one and for one that lies above or below the picture. */
  text(text: string, options: TextOptions): void {
    if (text.trim() === '' || options.font.size <= 0 || options.color.alpha === 0) return;
    const { x, y, font, color, anchor = 'start', rotate } = options;
    if (!rotate && this.#moving === 0 && isBeyond(y, fontPixels(font), this.height)) return;
    const decoration = [font.underline ? 'underline' : '', font.strikeout ? 'line-through' : ''];
    const attributes = svgAttributes({
      x,
      y,
      'font-family': faceOf(font.family),
      'font-size': fontPixels(font),
      'font-weight': font.bold ? 'bold' : undefined,
      'font-style': font.italic ? 'italic' : undefined,
      'text-decoration': decoration.join(' ').trim() || undefined,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      transform: rotate ? `rotate(${svgNumber(rotate)} ${svgNumber(x)} ${svgNumber(y)})` : undefined,
      'xml:space': /^\s|\s$|\s\s/.test(text) ? 'preserve' : undefined,
      ...colorAttributes('fill', color),
    });
    this.#body += `<text${attributes}>${escapeXml(text)}</text>`;
  }

  /** A raster image as a data URI, stretched over the box. */
  image(box: PixelBox, dataUri: string): void {
    const { left, top, width, height } = box;
    if (width <= 0 || height <= 0) return;
    const attributes = { x: left, y: top, width, height, preserveAspectRatio: 'none', href: dataUri };
    this.#body += `<image${svgAttributes(attributes)}/>`;
  }

  /** What `draw` writes, moved, turned, clipped or faded as a whole. */
  group(options: GroupOptions, draw: () => void): void {
    const { clip, translate, rotate, scale, opacity } = options;
    const transform = [
      translate ? `translate(${translate.map(svgNumber).join(' ')})` : '',
      rotate ? `rotate(${[rotate.degrees, rotate.x, rotate.y].map(svgNumber).join(' ')})` : '',
      scale ? `scale(${scale.map(svgNumber).join(' ')})` : '',
    ].join('');
    const clipPath = clip ? `url(#${this.#clip(clip)})` : undefined;
    this.#body += `<g${svgAttributes({ transform: transform || undefined, 'clip-path': clipPath, opacity })}>`;
    if (transform !== '') this.#moving++;
    draw();
    if (transform !== '') this.#moving--;
    this.#body += '</g>';
  }

  linearGradient(from: Point, to: Point, stops: readonly GradientStop[]): PaintServer {
    const ends = { x1: from[0], y1: from[1], x2: to[0], y2: to[1] };
    return this.#gradient('linearGradient', ends, stops);
  }

  /** From the centre (offset 0) to the edge (1); an ellipse where the radii differ. */
  radialGradient(center: Point, radius: Point, stops: readonly GradientStop[]): PaintServer {
    const [rx, ry] = radius;
    const [x, y] = center.map(svgNumber);
    const squeeze =
      rx === ry || rx <= 0
        ? undefined
        : `translate(${x} ${y}) scale(1 ${(ry / rx).toFixed(6)}) translate(${svgNumber(-center[0])} ${svgNumber(-center[1])})`;
    const circle = { cx: center[0], cy: center[1], r: Math.max(rx, 0.001), gradientTransform: squeeze };
    return this.#gradient('radialGradient', circle, stops);
  }

  /** A hatch of 8 × 8 pixels, its grid fixed to the picture as in GDI+. */
  hatch(type: HatchType, foreground: Color, background: Color): PaintServer {
    const paint = (color: Color) => svgAttributes(colorAttributes('fill', color));
    const id = this.#define(
      (id) =>
        `<pattern id="${id}" width="8" height="8" patternUnits="userSpaceOnUse">` +
        `<rect width="8" height="8"${paint(background)}/>` +
        `<path d="${hatchPath(type)}"${paint(foreground)} shape-rendering="crispEdges"/></pattern>`,
    );
    return { paintServer: id };
  }

  /** The picture; can be asked for more than once. */
  toString(): string {
    const { width, height } = this;
    const size = svgAttributes({ width, height, viewBox: `0 0 ${svgNumber(width)} ${svgNumber(height)}` });
    return `<svg xmlns="http://www.w3.org/2000/svg"${size}>${this.content()}</svg>`;
  }

  /** What stands inside the `svg` element, to put one picture into another. */
  content(): string {
    const definitions = [...this.#definitions.values()].join('');
    return `${definitions === '' ? '' : `<defs>${definitions}</defs>`}${this.#body}`;
  }

  /** Puts another picture's `content()` here; its ids must have a prefix of their own. */
  append(content: string): void {
    this.#body += content;
  }

  #shape(name: string, geometry: Attributes, paint: Paint): void {
    const attributes = { ...geometry, ...paintAttributes(paint) };
    this.#body += `<${name}${svgAttributes(attributes)}/>`;
  }

  #gradient(name: string, geometry: Attributes, stops: readonly GradientStop[]): PaintServer {
    const stopTexts = stops.map(
      ({ offset, color }) => `<stop${svgAttributes({ offset, ...colorAttributes('stop-color', color) })}/>`,
    );
    const attributes = svgAttributes({ ...geometry, gradientUnits: 'userSpaceOnUse' });
    const id = this.#define((id) => `<${name} id="${id}"${attributes}>${stopTexts.join('')}</${name}>`);
    return { paintServer: id };
  }

  #clip(clip: PixelBox | { readonly path: string }): string {
    const shape =
      'path' in clip
        ? `<path${svgAttributes({ d: clip.path })}/>`
        : `<rect${svgAttributes({
            x: clip.left,
            y: clip.top,
            width: Math.max(0, clip.width),
            height: Math.max(0, clip.height),
          })}/>`;
    return this.#define((id) => `<clipPath id="${id}">${shape}</clipPath>`);
  }

  #define(write: (id: string) => string): string {
    const key = write('');
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = `${this.#idPrefix}${this.#ids.size + 1}`;
    this.#ids.set(key, id);
    this.#definitions.set(id, write(id));
    return id;
  }
}

/** Whether nothing of a line of text can be seen: no glyph reaches two sizes of its font above or below its baseline. */
function isBeyond(baseline: number, size: number, height: number): boolean {
  return baseline + 2 * size < 0 || baseline - 2 * size > height;
}

/** Path data through points; numbers rounded. */
export function pathOf(points: readonly Point[], options: { readonly close?: boolean } = {}): string {
  const steps = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${svgNumber(x)} ${svgNumber(y)}`);
  return steps.join('') + (options.close && steps.length > 0 ? 'Z' : '');
}

function pointsText(points: readonly Point[]): string {
  return points.map(([x, y]) => `${svgNumber(x)},${svgNumber(y)}`).join(' ');
}

function paintAttributes(paint: Paint): Attributes {
  const { fill, stroke, crisp, edge } = paint;
  return {
    ...fillAttributes(fill),
    ...(edge && fill ? edgeAttributes(fill) : {}),
    ...(stroke && stroke.width > 0 && stroke.style !== 'None' ? strokeAttributes(stroke) : {}),
    'shape-rendering': crisp ? 'crispEdges' : undefined,
  };
}

function fillAttributes(fill: Fill | undefined): Attributes {
  if (fill === undefined) return { fill: 'none' };
  if ('paintServer' in fill) return { fill: `url(#${fill.paintServer})` };
  return fill.alpha === 0 ? { fill: 'none' } : colorAttributes('fill', fill);
}

function edgeAttributes(fill: Fill): Attributes {
  if ('paintServer' in fill) return { stroke: `url(#${fill.paintServer})`, 'stroke-width': 1 };
  return fill.alpha === 0 ? {} : { ...colorAttributes('stroke', fill), 'stroke-width': 1 };
}

function strokeAttributes(stroke: Stroke): Attributes {
  if (opacityOf(stroke.color) === 0) return {};
  return {
    ...colorAttributes('stroke', stroke.color),
    'stroke-width': stroke.width,
    'stroke-dasharray': dashLengths(stroke.style, stroke.width)?.map(svgNumber).join(' '),
    'stroke-linecap': stroke.cap === 'butt' ? undefined : stroke.cap,
    'stroke-linejoin': stroke.join === 'miter' ? undefined : stroke.join,
  };
}
