import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { createTextMeasure } from '../../drawing/text-metrics.ts';
import { createEngine } from '../../engine.ts';
import { createPngRenderer, type PngRenderer } from '../../png/png-renderer.ts';
import { RENDERERS } from '../../renderers.ts';
import { openFromRows } from '../draw-report-item.ts';
import { readReportFile, readRowsFile, writeFile } from '../report-files.ts';
import { type CaseResult, compareCase, type DrawCase, referencePicture } from './compare-case.ts';
import { type GalleryCase, galleryCases } from './gallery.ts';
import type { SheetCell } from './sheets.ts';
import { sheetPicture, writeSheets } from './write-sheets.ts';

/** Draws all cases of a gallery and compares them; with `out` pictures and sheets are written there. */
export async function compareGallery(
  folder: string,
  options: { readonly only: string | undefined; readonly out: string | undefined },
): Promise<{ readonly results: readonly CaseResult[]; readonly written: readonly string[] }> {
  const { only, out } = options;
  const cases = galleryCases(folder, only);
  const draw = caseDrawer();
  const results: CaseResult[] = [];
  for (const one of cases) results.push(await compareCase(one, draw));
  if (out === undefined) return { results, written: [] };
  mkdirSync(out, { recursive: true });
  const pngs = createPngRenderer();
  const cells: SheetCell[] = [];
  for (const [index, one] of cases.entries()) {
    const result = results[index];
    if (result) cells.push(await caseCell(one, result, { out, pngs }));
  }
  const measure = createTextMeasure();
  return { results, written: await writeSheets(cells, { folder: out, columns: 2, rows: 5, measure, pngs }) };
}

function caseDrawer(): DrawCase {
  const engine = createEngine({ renderers: RENDERERS });
  const now = Temporal.Instant.from('2026-01-01T00:00:00Z');
  return async (one: GalleryCase, itemName: string) => {
    const report = readReportFile(one.definition);
    const rows = one.rows === undefined ? {} : readRowsFile(one.rows);
    const open = () => openFromRows(report, { file: one.definition, itemName, rows, now });
    return engine.drawItem({ report, itemName, open });
  };
}

async function caseCell(
  one: GalleryCase,
  result: CaseResult,
  options: { readonly out: string; readonly pngs: PngRenderer },
): Promise<SheetCell> {
  const { drawn } = result;
  const png = drawn && (await options.pngs.render({ ...drawn, scale: 1, background: 'white' }));
  if (png) writeFile(join(options.out, `${one.name}.png`), png);
  const failed = result.checks.filter(({ differences }) => differences.length > 0);
  return {
    name: one.name,
    note: failed.map(({ check }) => check).join(', '),
    pictures: [
      sheetPicture(referencePicture(one), 'There is no reference picture.'),
      sheetPicture(png, result.refused ?? ''),
    ],
  };
}
