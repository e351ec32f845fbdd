import { type Color, parseColor, WHITE } from '../drawing/color.ts';
import { DEFAULT_FONT, type Font } from '../drawing/font.ts';
import { type PixelBox, SvgWriter } from '../drawing/svg.ts';
import type { TextMeasure } from '../drawing/text-metrics.ts';
import { ellipsize } from '../drawing/text-wrap.ts';

/** What stands above a picture on a tile. Sentences are the caller's, in the reader's language. */
export type Caption = {
  readonly title: string;
  /** `Last refreshed 12 Aug 2026, 14:05`; nothing before the first refresh. */
  readonly refreshed?: string;
  /** `Not refreshed since …`: stands in place of `refreshed`, with a mark that is seen from afar. */
  readonly stale?: string;
};

// Greys and amber of Fluent UI; each text has a contrast of at least 4.5 to what lies behind it.
const TITLE_COLOR = colorOf('#242424');
const NOTE_COLOR = colorOf('#616161');
const RULE_COLOR = colorOf('#E0E0E0');
const STALE_TEXT = colorOf('#8A3707');
const STALE_GROUND = colorOf('#FDF3E7');
const STALE_MARK = colorOf('#BC4B09');

const MIN_NOTE_PIXELS = 8;

/** Lengths of the caption band, in pixels; all follow from the size of the title. */
type Band = {
  readonly width: number;
  readonly height: number;
  readonly padding: number;
  readonly title: Font;
  readonly note: Font;
};

/**
 * A picture with a caption band above it: the title, and below it when the picture was refreshed. Letters grow with
 * the picture, because a dashboard shows a wide picture smaller. The picture keeps its pixels.
 */
export function captionSvg(
  picture: { readonly png: Uint8Array; readonly width: number; readonly height: number },
  caption: Caption,
  measure: TextMeasure,
): SvgWriter {
  const band = bandOf(picture, caption.stale ?? caption.refreshed ?? '', measure);
  const svg = new SvgWriter(picture.width, picture.height + band.height);
  svg.rect({ left: 0, top: 0, width: svg.width, height: svg.height }, { fill: WHITE });
  drawTitle(svg, band, caption.title, measure);
  if (caption.stale) drawStale(svg, band, caption.stale, measure);
  else if (caption.refreshed)
    drawNote(svg, band, caption.refreshed, { left: band.padding, color: NOTE_COLOR }, measure);
  const rule = { left: 0, top: band.height - 1, width: band.width, height: 1 };
  svg.rect(rule, { fill: RULE_COLOR, crisp: true });
  const box: PixelBox = { left: 0, top: band.height, width: picture.width, height: picture.height };
  svg.image(box, `data:image/png;base64,${Buffer.from(picture.png).toString('base64')}`);
  return svg;
}

function bandOf(
  picture: { readonly width: number; readonly height: number },
  note: string,
  measure: TextMeasure,
): Band {
  const { width, height } = picture;
  const titlePixels = Math.min(48, Math.max(12, Math.round(Math.min(width * 0.03, height * 0.065))));
  const title: Font = { ...DEFAULT_FONT, size: pointsOf(titlePixels), bold: true };
  const padding = Math.round(titlePixels * 0.75);
  const noteFont = noteFontFor(
    note,
    Math.max(10, Math.round(titlePixels * 0.8)),
    width - 2 * padding,
    measure,
  );
  const lines = measure.lineHeight(title) + gapOf(padding) + measure.lineHeight(noteFont);
  return { width, height: padding + lines + padding + 1, padding, title, note: noteFont };
}

/** A small picture gets smaller letters before the sentence is cut: the time stands at its end. */
function noteFontFor(note: string, pixels: number, room: number, measure: TextMeasure): Font {
  for (let size = pixels; size > MIN_NOTE_PIXELS; size--) {
    const font = { ...DEFAULT_FONT, size: pointsOf(size) };
    if (measure.width(note, font) + 2 * size <= room) return font;
  }
  return { ...DEFAULT_FONT, size: pointsOf(MIN_NOTE_PIXELS) };
}

function pointsOf(pixels: number): number {
  return (pixels * 72) / 96;
}

function gapOf(padding: number): number {
  return Math.round(padding * 0.25);
}

function drawTitle(svg: SvgWriter, band: Band, title: string, measure: TextMeasure): void {
  const line = ellipsize(
    title.replace(/\s+/g, ' ').trim(),
    band.title,
    measure,
    band.width - 2 * band.padding,
  );
  const y = band.padding + measure.ascent(band.title);
  svg.text(line, { x: band.padding, y, font: band.title, color: TITLE_COLOR });
}

function noteBaseline(band: Band, measure: TextMeasure): number {
  return band.padding + measure.lineHeight(band.title) + gapOf(band.padding) + measure.ascent(band.note);
}

function drawNote(
  svg: SvgWriter,
  band: Band,
  note: string,
  place: { readonly left: number; readonly color: Color },
  measure: TextMeasure,
): void {
  const line = ellipsize(note, band.note, measure, band.width - place.left - band.padding);
  svg.text(line, { x: place.left, y: noteBaseline(band, measure), font: band.note, color: place.color });
}

/** An amber pill with a warning triangle, so that the mark does not rest on colour alone. */
function drawStale(svg: SvgWriter, band: Band, stale: string, measure: TextMeasure): void {
  const line = measure.lineHeight(band.note);
  const inset = Math.round(line * 0.35);
  const mark = Math.round(line * 0.8);
  const room = band.width - 2 * band.padding - 3 * inset - mark;
  const text = ellipsize(stale, band.note, measure, room);
  const top = noteBaseline(band, measure) - measure.ascent(band.note);
  const width = Math.min(band.width - 2 * band.padding, mark + 3 * inset + measure.width(text, band.note));
  const grow = Math.round(line * 0.15);
  svg.rect(
    { left: band.padding, top: top - grow, width, height: line + 2 * grow, radius: line * 0.3 },
    { fill: STALE_GROUND },
  );
  drawTriangle(svg, { left: band.padding + inset, top: top + (line - mark) / 2, size: mark });
  drawNote(svg, band, text, { left: band.padding + 2 * inset + mark, color: STALE_TEXT }, measure);
}

function drawTriangle(
  svg: SvgWriter,
  { left, top, size }: { readonly left: number; readonly top: number; readonly size: number },
): void {
  const x = left + size / 2;
  svg.polygon(
    [
      [x, top],
      [left + size, top + size],
      [left, top + size],
    ],
    { fill: STALE_MARK, stroke: { color: STALE_MARK, width: size * 0.12, join: 'round' } },
  );
  const bar = size * 0.13;
  svg.rect({ left: x - bar / 2, top: top + size * 0.38, width: bar, height: size * 0.3 }, { fill: WHITE });
  svg.circle([x, top + size * 0.83], bar * 0.7, { fill: WHITE });
}

function colorOf(text: string): Color {
  return parseColor(text) ?? WHITE;
}
