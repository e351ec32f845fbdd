import { existsSync, globSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';

const root = join(import.meta.dirname, '..');

/** Stays outside the bundle: what the host provides, native code, and files that are read from their packages. */
export const EXTERNAL = ['@azure/functions-core', '@resvg/resvg-js', '@expo-google-fonts/*'];

/** Makes dist/functions (one file per trigger group) and dist/chunks; the repository root is then an app for `func start`. */
export async function buildFunctions(options: {
  readonly outFolder: string;
  readonly minify: boolean;
}): Promise<void> {
  rmSync(join(options.outFolder, 'functions'), { recursive: true, force: true });
  rmSync(join(options.outFolder, 'chunks'), { recursive: true, force: true });
  await esbuild({
    absWorkingDir: root,
    entryPoints: globSync('functions/*.ts', { cwd: root }).sort(),
    outdir: options.outFolder,
    outbase: '.',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    minify: options.minify,
    keepNames: true,
    sourcemap: 'linked',
    sourcesContent: false,
    external: EXTERNAL,
    // CommonJS packages inside the bundle expect what modules lack.
    banner: {
      js: [
        "import { createRequire as __createRequire } from 'node:module';",
        "import { fileURLToPath as __fileURLToPath } from 'node:url';",
        "import { dirname as __dirnameOf } from 'node:path';",
        'const require = __createRequire(import.meta.url);',
        'const __filename = __fileURLToPath(import.meta.url);',
        'const __dirname = __dirnameOf(__filename);',
      ].join('\n'),
    },
    logLevel: 'warning',
  });
}

export async function buildPortal(outFolder: string): Promise<void> {
  await vite({
    configFile: join(root, 'portal', 'vite.config.ts'),
    root: join(root, 'portal'),
    build: { outDir: join(outFolder, 'portal'), emptyOutDir: true },
    logLevel: 'warn',
  });
}

/** Whether what is built is older than any of its sources. */
export function isStale(target: string, sources: readonly string[]): boolean {
  const built = join(root, target);
  if (!existsSync(built)) return true;
  const time = statSync(built).mtimeMs;
  return globSync([...sources, 'package-lock.json', 'scripts/build.ts'], { cwd: root }).some((file) => {
    const stat = statSync(join(root, file));
    return stat.isFile() && stat.mtimeMs > time;
  });
}

/** Builds what is out of date; says how long it took. */
export async function buildAll(): Promise<void> {
  const started = performance.now();
  const outFolder = join(root, 'dist');
  const jobs: Promise<void>[] = [];
  if (isStale('dist/functions/health.js', ['functions/**/*.ts', 'lib/**/*.ts']))
    jobs.push(buildFunctions({ outFolder, minify: true }));
  if (isStale('dist/portal/index.html', ['portal/**/*'])) jobs.push(buildPortal(outFolder));
  await Promise.all(jobs);
  if (jobs.length > 0) console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

if (import.meta.main) await buildAll();
