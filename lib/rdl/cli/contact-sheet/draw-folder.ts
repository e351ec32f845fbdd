import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import type { Engine } from '../../engine.ts';
import { RdlError } from '../../errors.ts';
import type { ListedItem } from '../../items/list-items.ts';
import type { Report } from '../../model/report.ts';
import type { GivenParameters } from '../../parameters/resolve-parameters.ts';
import { openFromRows } from '../draw-report-item.ts';
import { type RowsFile, readReportFile, readRowsFile } from '../report-files.ts';
import { sampleParameters } from '../sample/sample-parameters.ts';
import { sampleRows } from '../sample/sample-rows.ts';

/** One item of a report: its picture and warnings, or why there is none. */
export type SheetItem = {
  readonly listed: ListedItem;
  readonly drawn:
    | { readonly png: Uint8Array; readonly warnings: readonly string[]; readonly ms: number }
    | { readonly code: string; readonly message: string }
    | undefined;
};

export type SheetReport = {
  readonly file: string;
  readonly items: readonly SheetItem[];
  /** Why the file was refused as a whole. */
  readonly refusal: { readonly code: string; readonly message: string } | undefined;
};

/**
 * Draws every pinnable item of the reports in a folder: with the rows of `NAME.rows.json` beside a report, the rows
 * that the report itself holds, and made-up ones where it asks a database.
 */
export async function drawFolder(engine: Engine, folder: string): Promise<readonly SheetReport[]> {
  const files = readdirSync(folder)
    .filter((file) => /\.rdlc?$/i.test(file))
    .sort();
  if (files.length === 0) throw new RdlError('DATA_INVALID', `${folder} holds no report.`);
  const reports: SheetReport[] = [];
  for (const file of files) reports.push(await drawReport(engine, join(folder, file), file));
  return reports;
}

async function drawReport(engine: Engine, path: string, file: string): Promise<SheetReport> {
  try {
    const report = readReportFile(path);
    const given = rowsFor(report, path);
    const items: SheetItem[] = [];
    for (const listed of engine.listItems(report)) {
      const drawn = listed.pinnable ? await drawItem(engine, { report, path, listed, ...given }) : undefined;
      items.push({ listed, drawn });
    }
    return { file, items, refusal: undefined };
  } catch (error) {
    return { file, items: [], refusal: refusalOf(error) };
  }
}

type Given = { readonly rows: RowsFile; readonly parameters: GivenParameters };

function rowsFor(report: Report, path: string): Given {
  const rowsPath = path.replace(/\.rdlc?$/i, '.rows.json');
  const made = sampleRows(report);
  const rows = existsSync(rowsPath) ? { ...made, ...readRowsFile(rowsPath) } : made;
  const parameters = sampleParameters(report, (dataSet, field) => {
    const value = rows[dataSet]?.[0]?.[field];
    return value === undefined || value === null ? undefined : String(value);
  });
  return { rows, parameters };
}

async function drawItem(
  engine: Engine,
  item: Given & { readonly report: Report; readonly path: string; readonly listed: ListedItem },
): Promise<NonNullable<SheetItem['drawn']>> {
  const { report, path, listed, rows, parameters } = item;
  const itemName = listed.name;
  const now = Temporal.Instant.from('2025-07-01T12:00:00Z');
  const start = performance.now();
  try {
    const open = () => openFromRows(report, { file: path, itemName, rows, parameters, now });
    const { png, warnings } = await engine.renderItem({ report, itemName, open });
    return { png, warnings, ms: performance.now() - start };
  } catch (error) {
    return refusalOf(error);
  }
}

/** Code and sentence of a refusal; anything else is a fault of the program and goes on. */
function refusalOf(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof RdlError) return { code: error.code, message: error.message };
  throw error;
}
