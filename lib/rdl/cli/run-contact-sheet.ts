import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createTextMeasure } from '../drawing/text-metrics.ts';
import { createEngine } from '../engine.ts';
import { RdlError } from '../errors.ts';
import { createPngRenderer } from '../png/png-renderer.ts';
import { RENDERERS } from '../renderers.ts';
import type { SheetCell } from './compare/sheets.ts';
import { sheetPicture, writeSheets } from './compare/write-sheets.ts';
import { contactPage, countOf, isDrawn, isPinnable } from './contact-sheet/contact-page.ts';
import { drawFolder, type SheetItem, type SheetReport } from './contact-sheet/draw-folder.ts';
import type { Output } from './output.ts';
import { errorJson, UsageError } from './render-arguments.ts';
import { writeFile } from './report-files.ts';

const CONTACT_SHEET_USAGE = `npm run contact-sheet -- FOLDER [options]

Draws every pinnable item of the reports in a folder, and writes index.html with all of them, sheet-NN.png, and each
picture by itself. Rows come from NAME.rows.json beside a report, from the report itself, or are made up where it asks
a database.

  --out DIR        where the sheets go (default: out/contact-sheet)
  --json           each report's items with code, message and warnings as JSON, one report a line
  --help           this text
`;

const OPTIONS = {
  out: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Exit codes: 0 done, whatever was refused; 1 the command line is wrong; 2 the folder is refused. */
export async function runContactSheet(args: readonly string[], output: Output): Promise<number> {
  try {
    const { values, positionals } = parsed(args);
    const [folder, ...rest] = positionals;
    if (values.help) {
      output.print(CONTACT_SHEET_USAGE);
      return 0;
    }
    if (folder === undefined || rest.length > 0) throw new UsageError('Name one folder.');
    const reports = await drawFolder(createEngine({ renderers: RENDERERS }), folder);
    const written = await writeAll(reports, values.out ?? join('out', 'contact-sheet'));
    if (values.json) for (const report of reports) output.print(JSON.stringify(reportJson(report)));
    else output.print(summary(reports, written));
    return 0;
  } catch (error) {
    const { message } = errorJson(error);
    output.error(error instanceof UsageError ? `${message}\n\n${CONTACT_SHEET_USAGE}` : message);
    return error instanceof RdlError ? 2 : 1;
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

async function writeAll(reports: readonly SheetReport[], out: string): Promise<readonly string[]> {
  mkdirSync(join(out, 'pictures'), { recursive: true });
  for (const { file, items } of reports) {
    for (const { listed, drawn } of items) {
      if (drawn && 'png' in drawn) writeFile(join(out, picturePath(file, listed.name)), drawn.png);
    }
  }
  const page = join(out, 'index.html');
  writeFile(page, contactPage(reports, picturePath));
  const sheets = await writeSheets(reports.flatMap(cellsOf), {
    folder: out,
    columns: 3,
    rows: 4,
    measure: createTextMeasure(),
    pngs: createPngRenderer(),
  });
  return [page, ...sheets];
}

function picturePath(file: string, item: string): string {
  return `pictures/${`${file}-${item}`.replace(/[/\\:*?"<>|#%]/g, '_')}.png`;
}

function cellsOf({ file, items, refusal }: SheetReport): readonly SheetCell[] {
  if (refusal) {
    return [{ name: file, note: '', pictures: [{ missing: `${refusal.code}: ${refusal.message}` }] }];
  }
  return items.filter(isPinnable).map(({ listed, drawn }): SheetCell => {
    const missing = drawn && 'code' in drawn ? `${drawn.code}: ${drawn.message}` : '';
    const png = drawn && 'png' in drawn ? drawn.png : undefined;
    return { name: `${file}: ${listed.name}`, note: '', pictures: [sheetPicture(png, missing)] };
  });
}

function reportJson({ file, items, refusal }: SheetReport): object {
  return { file, ...(refusal && { error: refusal }), items: items.map(itemJson) };
}

function itemJson({ listed, drawn }: SheetItem): object {
  const { name, kind, pinnable, why } = listed;
  if (!drawn) return { name, kind, pinnable, why };
  if ('png' in drawn) {
    return { name, kind, pinnable, drawn: true, warnings: drawn.warnings, ms: Math.round(drawn.ms) };
  }
  return { name, kind, pinnable, drawn: false, error: drawn };
}

function summary(reports: readonly SheetReport[], written: readonly string[]): string {
  const refused = reports.filter(({ refusal }) => refusal).length;
  const lines = [
    `${reports.length} reports, ${refused} of them refused.`,
    `${countOf(reports, isDrawn)} of ${countOf(reports, isPinnable)} pinnable items drawn.`,
  ];
  for (const { file, items, refusal } of reports) {
    if (refusal) lines.push(`  ${file}: ${refusal.code}: ${refusal.message}`);
    for (const { listed, drawn } of items) {
      if (drawn && 'code' in drawn) lines.push(`  ${file}: ${listed.name}: ${drawn.code}: ${drawn.message}`);
    }
  }
  return [...lines, `Written: ${written.join(', ')}`].join('\n');
}
