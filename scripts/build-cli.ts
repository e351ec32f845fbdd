/** Makes cli/dist/report-tiles.mjs, the command line as it is published: one file. `npm run build-cli`. */
import { join } from 'node:path';
import { build } from 'esbuild';

const cli = join(import.meta.dirname, '..', 'cli');

await build({
  entryPoints: [join(cli, 'src', 'main.ts')],
  outfile: join(cli, 'dist', 'report-tiles.mjs'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
