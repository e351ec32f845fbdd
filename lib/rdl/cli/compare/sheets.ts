import { BLACK, type Color, parseColor, WHITE } from '../../drawing/color.ts';
import { DEFAULT_FONT } from '../../drawing/font.ts';
import { type PixelBox, SvgWriter } from '../../drawing/svg.ts';
import type { TextMeasure } from '../../drawing/text-metrics.ts';
import { ellipsize, wrapText } from '../../drawing/text-wrap.ts';

/** A picture of a sheet, or the reason why there is none. */
export type SheetPicture =
  | { readonly png: Uint8Array; readonly width: number; readonly height: number }
  | { readonly missing: string };

/** One cell of a sheet: pictures side by side under a line of text. */
export type SheetCell = {
  readonly name: string;
  /** What is said beside the name: failed checks, or nothing. */
  readonly note: string;
  readonly pictures: readonly SheetPicture[];
};

const NAME_FONT = { ...DEFAULT_FONT, size: 9, bold: true };
const NOTE_FONT = { ...DEFAULT_FONT, size: 9 };
const RED: Color = parseColor('#B10E1C') ?? BLACK;
const GREY: Color = parseColor('#C8C8C8') ?? BLACK;
const LINE = 18;
const GAP = 12;

/** Lays cells out in columns, each picture scaled down into its box; one sheet as SVG. */
export function sheetSvg(
  cells: readonly SheetCell[],
  layout: { readonly columns: number; readonly pictureWidth: number; readonly pictureHeight: number },
  measure: TextMeasure,
): SvgWriter {
  const { columns, pictureWidth, pictureHeight } = layout;
  const across = Math.max(1, ...cells.map(({ pictures }) => pictures.length));
  const cellWidth = across * (pictureWidth + GAP);
  const cellHeight = pictureHeight + LINE + GAP;
  const rows = Math.ceil(cells.length / columns);
  const svg = new SvgWriter(columns * cellWidth + GAP, rows * cellHeight + GAP);
  svg.rect({ left: 0, top: 0, width: svg.width, height: svg.height }, { fill: WHITE });
  cells.forEach((cell, index) => {
    const left = GAP + (index % columns) * cellWidth;
    const top = GAP + Math.floor(index / columns) * cellHeight;
    drawHeading(svg, cell, { left, top, width: cellWidth - GAP, height: LINE }, measure);
    cell.pictures.forEach((picture, position) => {
      const box = {
        left: left + position * (pictureWidth + GAP),
        top: top + LINE,
        width: pictureWidth,
        height: pictureHeight,
      };
      drawPicture(svg, picture, box, measure);
    });
  });
  return svg;
}

function drawHeading(svg: SvgWriter, cell: SheetCell, box: PixelBox, measure: TextMeasure): void {
  const y = box.top + measure.ascent(NAME_FONT);
  const name = ellipsize(cell.name, NAME_FONT, measure, box.width);
  svg.text(name, { x: box.left, y, font: NAME_FONT, color: BLACK });
  const used = measure.width(name, NAME_FONT) + 8;
  if (cell.note === '' || used >= box.width) return;
  const note = ellipsize(cell.note, NOTE_FONT, measure, box.width - used);
  svg.text(note, { x: box.left + used, y, font: NOTE_FONT, color: RED });
}

function drawPicture(svg: SvgWriter, picture: SheetPicture, box: PixelBox, measure: TextMeasure): void {
  if ('missing' in picture) {
    svg.rect(box, { stroke: { color: GREY, width: 1 } });
    wrapText(picture.missing, NOTE_FONT, measure, box.width - 16).forEach((line, index) => {
      svg.text(line, { x: box.left + 8, y: box.top + 20 + index * 15, font: NOTE_FONT, color: RED });
    });
    return;
  }
  const factor = Math.min(1, box.width / picture.width, box.height / picture.height);
  const placed = { ...box, width: picture.width * factor, height: picture.height * factor };
  svg.image(placed, `data:image/png;base64,${Buffer.from(picture.png).toString('base64')}`);
  svg.rect(placed, { stroke: { color: GREY, width: 1 } });
}
