import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transform } from 'esbuild';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** The same app as it would be without bundling: a file for each source, packages from node_modules. */
export async function makeUnbundled(folder: string): Promise<void> {
  for (const file of globSync('{functions,lib}/**/*.{ts,json}', { cwd: ROOT })) {
    const target = join(folder, 'dist', file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    if (file.endsWith('.json')) cpSync(join(ROOT, file), target);
    else writeFileSync(target, await withoutTypes(join(ROOT, file)));
  }
  const manifest = { name: 'report-tiles-unbundled', type: 'module', main: 'dist/functions/*.js' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
}

async function withoutTypes(file: string): Promise<string> {
  const { code } = await transform(readFileSync(file, 'utf8'), {
    loader: 'ts',
    format: 'esm',
    target: 'node22',
  });
  return code.replaceAll(/((?:from |import |import\()")(\.[^"]+)\.ts"/g, '$1$2.js"');
}
