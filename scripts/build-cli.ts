/**
 * Makes cli/dist: report-tiles.mjs, the command line as it is published, and the licences of what is in it.
 * `npm run build-cli`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { notices } from './package/bill-of-materials.ts';
import { packagesOf } from './package/packages.ts';

const root = join(import.meta.dirname, '..');
const cli = join(root, 'cli');

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: [join(cli, 'src', 'main.ts')],
  outfile: join(cli, 'dist', 'report-tiles.mjs'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  minifySyntax: true,
  metafile: true,
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
const packages = packagesOf(Object.keys(metafile.inputs), root);
writeFileSync(join(cli, 'dist', 'THIRD-PARTY-NOTICES.txt'), notices(packages));
console.log(`cli/dist/report-tiles.mjs with ${packages.map(({ name }) => name).join(', ')}`);
