import { parseArgs } from 'node:util';
import { RdlError } from '../errors.ts';
import { compareGallery } from './compare/compare-gallery.ts';
import { passes, summaryJson, summaryText } from './compare/summary.ts';
import type { Output } from './output.ts';
import { errorJson, UsageError } from './render-arguments.ts';

const COMPARE_USAGE = `npm run compare -- FOLDER [options]

Draws every case of a gallery (NAME.rdl, NAME.rows.json), holds it against NAME.data.json check by check, and prints the
share of passed checks and where the failing cases differ.

  --only NAME      one case, or several by a pattern with *
  --out DIR        write our pictures, and sheets with the reference on the left and ours on the right
  --details N      differences shown a check (default 2)
  --json           the result as JSON
  --help           this text
`;

const OPTIONS = {
  only: { type: 'string' },
  out: { type: 'string' },
  details: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Exit codes: 0 every check passes, 1 some differ or the command line is wrong, 2 the folder is refused. */
export async function runCompare(args: readonly string[], output: Output): Promise<number> {
  try {
    const { values, positionals } = parsed(args);
    const [folder, ...rest] = positionals;
    if (values.help) {
      output.print(COMPARE_USAGE);
      return 0;
    }
    if (folder === undefined || rest.length > 0) throw new UsageError('Name one folder.');
    const { results, written } = await compareGallery(folder, { only: values.only, out: values.out });
    const details = Number(values.details ?? 2);
    output.print(
      values.json ? JSON.stringify(summaryJson(results), null, 1) : summaryText(results, { details }),
    );
    if (!values.json && written.length > 0) output.print(`Sheets: ${written.join(', ')}`);
    return results.every(passes) ? 0 : 1;
  } catch (error) {
    const { message } = errorJson(error);
    output.error(error instanceof UsageError ? `${message}\n\n${COMPARE_USAGE}` : message);
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
