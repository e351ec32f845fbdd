import type { Picture } from '../engine.ts';
import { RdlError } from '../errors.ts';
import { type ListedItem, listItems } from '../items/list-items.ts';
import { RENDERERS } from '../renderers.ts';
import { listingText, listReport, reportTitle } from './list-report.ts';
import type { Output } from './output.ts';
import {
  errorJson,
  parseRenderArguments,
  RENDER_USAGE,
  type RenderArguments,
  UsageError,
} from './render-arguments.ts';
import { readReportFile, writeFile } from './report-files.ts';

/** Exit codes: 0 done, 2 refused (a file, an item, its data), 1 a command line that cannot be understood. */
const REFUSED = 2;
const MISUSED = 1;

/** Runs the command; returns its exit code. A fault of the program is thrown. */
export async function runRender(args: readonly string[], output: Output): Promise<number> {
  const wantsJson = args.includes('--json');
  let options: RenderArguments;
  try {
    options = parseRenderArguments(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    printError(error, { json: wantsJson }, output);
    if (!wantsJson) output.error(`\n${RENDER_USAGE}`);
    return MISUSED;
  }
  if (options.help) {
    output.print(RENDER_USAGE);
    return 0;
  }
  return options.list ? listFiles(options, output) : drawFile(options, output);
}

/** One object a file and line; each carries its file where there are several. */
function listFiles(options: RenderArguments, output: Output): number {
  const { files, json } = options;
  const several = files.length > 1;
  let code = 0;
  for (const file of files) {
    const name = several ? { file } : {};
    try {
      const listing = listReport(readReportFile(file), file, RENDERERS);
      output.print(json ? JSON.stringify({ ...name, ...listing }) : listingText(listing));
    } catch (error) {
      code = REFUSED;
      printError(error, { json, file, several }, output);
    }
  }
  return code;
}

async function drawFile(options: RenderArguments, output: Output): Promise<number> {
  const [file = ''] = options.files;
  try {
    const report = readReportFile(file);
    const itemName = options.item ?? onlyDrawableItem(listItems(report, RENDERERS));
    // Expressions, data and PNG are loaded only where something is drawn.
    const { createEngine } = await import('../engine.ts');
    const { renderRequest } = await import('./draw-report-item.ts');
    const engine = createEngine({ renderers: RENDERERS });
    const picture = await engine.renderItem(renderRequest(report, file, itemName, options));
    const written = writePicture(picture, { ...options, fallback: `${reportTitle(file)}-${itemName}.png` });
    const { title = null, warnings, width, height } = picture;
    if (options.json)
      output.print(JSON.stringify({ file, item: itemName, title, width, height, written, warnings }));
    else {
      output.print(`${itemName}, ${width} × ${height} pixels: ${written.join(', ')}`);
      for (const warning of warnings) output.error(`warning: ${warning}`);
    }
    return 0;
  } catch (error) {
    printError(error, { json: options.json, file }, output);
    return error instanceof UsageError ? MISUSED : REFUSED;
  }
}

/** Writes what is asked for, the PNG where nothing is; returns the paths. */
function writePicture(
  picture: Picture,
  options: Pick<RenderArguments, 'out' | 'dataOut' | 'svgOut'> & { readonly fallback: string },
): readonly string[] {
  const { dataOut, svgOut, fallback } = options;
  const asked = dataOut !== undefined || svgOut !== undefined;
  const out = options.out ?? (asked ? undefined : fallback.replace(/[/\\:*?"<>|]/g, '_'));
  const files: readonly (readonly [string | undefined, Uint8Array | string])[] = [
    [out, picture.png],
    [svgOut, picture.svg],
    [dataOut, `${JSON.stringify(picture.data, null, 1)}\n`],
  ];
  return files.flatMap(([path, content]) => {
    if (path === undefined) return [];
    writeFile(path, content);
    return [path];
  });
}

function onlyDrawableItem(items: readonly ListedItem[]): string {
  const drawable = items.filter((item) => item.drawable);
  const [only, ...others] = drawable;
  if (only && others.length === 0) return only.name;
  const names = drawable.map(({ name }) => name).join(', ');
  throw new UsageError(
    only
      ? `Say with --item which item is to be drawn: ${names}.`
      : 'The report has no item that can be drawn.',
  );
}

/** @throws whatever is no refusal: that is a fault of the program and must be seen. */
function printError(
  error: unknown,
  options: { readonly json: boolean; readonly file?: string; readonly several?: boolean },
  output: Output,
): void {
  const { json, file, several } = options;
  const described = errorJson(error);
  if (json) {
    output.print(JSON.stringify({ ...(several ? { file } : {}), error: described }));
    return;
  }
  const { message, element, line } = described;
  const place = error instanceof RdlError ? [file, line, element].filter((part) => part !== undefined) : [];
  output.error([...place, message].join(': '));
}
