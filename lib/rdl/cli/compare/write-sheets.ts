import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TextMeasure } from '../../drawing/text-metrics.ts';
import { readImageInfo } from '../../images/image-format.ts';
import type { PngRenderer } from '../../png/png-renderer.ts';
import { writeFile } from '../report-files.ts';
import { type SheetCell, type SheetPicture, sheetSvg } from './sheets.ts';

/** Cells on sheets of so many, written as `sheet-01.png`, … ; returns the paths. */
export async function writeSheets(
  cells: readonly SheetCell[],
  options: {
    readonly folder: string;
    readonly columns: number;
    readonly rows: number;
    readonly measure: TextMeasure;
    readonly pngs: PngRenderer;
  },
): Promise<readonly string[]> {
  const { folder, columns, rows, measure, pngs } = options;
  mkdirSync(folder, { recursive: true });
  const perSheet = columns * rows;
  const paths: string[] = [];
  for (let start = 0; start < cells.length; start += perSheet) {
    const layout = { columns, pictureWidth: 480, pictureHeight: 300 };
    const svg = sheetSvg(cells.slice(start, start + perSheet), layout, measure);
    const { width, height } = svg;
    const path = join(folder, `sheet-${String(paths.length + 1).padStart(2, '0')}.png`);
    writeFile(path, await pngs.render({ svg: svg.toString(), width, height, scale: 1, background: 'white' }));
    paths.push(path);
  }
  return paths;
}

/** A PNG for a sheet, or the reason why there is none. */
export function sheetPicture(png: Uint8Array | undefined, missing: string): SheetPicture {
  if (!png) return { missing };
  const info = readImageInfo(png);
  return typeof info === 'string' ? { missing: info } : { png, width: info.width, height: info.height };
}
