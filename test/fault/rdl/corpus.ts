import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RowsFile } from '../../../lib/rdl/cli/report-files.ts';
import { decodeXml } from '../../../lib/rdl/reader/decode.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** A report that is well, and the rows that lie beside it. */
export type SoundReport = {
  readonly name: string;
  readonly text: string;
  readonly rows: RowsFile | undefined;
};

/** The sample reports of the sandbox, and where they are there, the public reports and the gallery in `../shared`. */
export function soundReports(): readonly SoundReport[] {
  const patterns = ['sandbox/reports/*.rdl', '../shared/reports/**/*.rdl', '../shared/gallery/*.rdl'];
  return patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root }).sort())
    .map((name) => {
      const rows = join(root, name.replace(/\.rdl$/, '.rows.json'));
      return {
        name,
        text: decodeXml(readFileSync(join(root, name))),
        rows: existsSync(rows) ? JSON.parse(readFileSync(rows, 'utf8')) : undefined,
      };
    });
}
