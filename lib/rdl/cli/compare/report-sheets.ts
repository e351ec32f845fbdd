import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { createTextMeasure } from '../../drawing/text-metrics.ts';
import { createEngine, type Engine } from '../../engine.ts';
import { RdlError } from '../../errors.ts';
import type { Report } from '../../model/report.ts';
import { createPngRenderer } from '../../png/png-renderer.ts';
import { RENDERERS } from '../../renderers.ts';
import { openFromRows } from '../draw-report-item.ts';
import { type RowsFile, readReportFile, readRowsFile } from '../report-files.ts';
import type { SheetCell } from './sheets.ts';
import { sheetPicture, writeSheets } from './write-sheets.ts';

/** Draws every pinnable item of the reports in a folder onto contact sheets. */
export async function drawReportSheets(
  folder: string,
  out: string,
): Promise<{ readonly drawn: number; readonly missing: number; readonly written: readonly string[] }> {
  const engine = createEngine({ renderers: RENDERERS });
  const cells: SheetCell[] = [];
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.rdl'))
    .sort();
  for (const file of files) cells.push(...(await reportCells(engine, join(folder, file), file)));
  if (cells.length === 0)
    throw new RdlError('DATA_INVALID', `${folder} holds no report with an item to draw.`);
  const written = await writeSheets(cells, {
    folder: out,
    columns: 3,
    rows: 4,
    measure: createTextMeasure(),
    pngs: createPngRenderer(),
  });
  const drawn = cells.filter(({ pictures: [picture] }) => picture && 'png' in picture).length;
  return { drawn, missing: cells.length - drawn, written };
}

async function reportCells(engine: Engine, path: string, file: string): Promise<readonly SheetCell[]> {
  const rowsPath = path.replace(/\.rdl$/, '.rows.json');
  try {
    const report = readReportFile(path);
    const rows = existsSync(rowsPath) ? readRowsFile(rowsPath) : {};
    const cells: SheetCell[] = [];
    for (const { name, pinnable } of engine.listItems(report)) {
      if (pinnable) cells.push(await itemCell(engine, { report, path, file, name, rows }));
    }
    return cells;
  } catch (error) {
    return [{ name: file, note: '', pictures: [{ missing: refusalOf(error) }] }];
  }
}

async function itemCell(
  engine: Engine,
  item: {
    readonly report: Report;
    readonly path: string;
    readonly file: string;
    readonly name: string;
    readonly rows: RowsFile;
  },
): Promise<SheetCell> {
  const { report, path, file, name, rows } = item;
  const cell = { name: `${file}: ${name}`, note: '' };
  try {
    const now = Temporal.Instant.from('2026-01-01T00:00:00Z');
    const open = () => openFromRows(report, { file: path, itemName: name, rows, now });
    const { png } = await engine.renderItem({ report, itemName: name, open });
    return { ...cell, pictures: [sheetPicture(png, '')] };
  } catch (error) {
    return { ...cell, pictures: [{ missing: refusalOf(error) }] };
  }
}

/** The sentence of a refusal; anything else is a fault of the program and goes on. */
function refusalOf(error: unknown): string {
  if (error instanceof RdlError) return `${error.code}: ${error.message}`;
  throw error;
}
