import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build as esbuild, type Plugin } from 'esbuild';
import { build as vite } from 'vite';

const root = join(import.meta.dirname, '..');

/** Stays outside the bundle: what the host provides, native code, and files that are read from their packages. */
export const EXTERNAL = ['@azure/functions-core', '@resvg/resvg-js', '@expo-google-fonts/*'];

/**
 * The sources name zod by the object `z`, of which a bundler can leave nothing out: its error texts in fifty languages
 * and its other parts would be three quarters of it. As a namespace only what is used is bundled.
 */
const ZOD_BY_PARTS: Plugin = {
  name: 'zod-by-parts',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](?:lib|functions)[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return {
        contents: source.replace("import { z } from 'zod'", "import * as z from 'zod'"),
        loader: 'ts',
      };
    });
  },
};

/** How everything that runs on Azure is bundled. */
export const BUNDLE = {
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  minify: true,
  keepNames: true,
  sourcemap: 'linked',
  sourcesContent: false,
  external: EXTERNAL,
  plugins: [ZOD_BY_PARTS],
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
} as const satisfies BuildOptions;

/**
 * Makes dist/functions/app.js, which registers every function, and dist/chunks; the repository root is then an app for
 * `func start`. One file for all trigger groups, because the worker reads, resolves and links each one by itself.
 * @returns the files that went into it, relative to the root
 */
export async function buildFunctions(options: {
  readonly outFolder: string;
  readonly minify: boolean;
  readonly sourceMaps: boolean;
}): Promise<readonly string[]> {
  rmSync(join(options.outFolder, 'functions'), { recursive: true, force: true });
  rmSync(join(options.outFolder, 'chunks'), { recursive: true, force: true });
  const { metafile } = await esbuild({
    ...BUNDLE,
    absWorkingDir: root,
    stdin: { contents: functionsModule(), sourcefile: 'functions.ts', resolveDir: root, loader: 'ts' },
    entryNames: 'functions/app',
    outdir: options.outFolder,
    minify: options.minify,
    sourcemap: options.sourceMaps && BUNDLE.sourcemap,
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}

/** In the order of their names, so that the portal's catch-all comes last. */
function functionsModule(): string {
  const files = globSync('functions/*.ts', { cwd: root }).sort();
  return files.map((file) => `import ${JSON.stringify(`./${file.replaceAll('\\', '/')}`)};`).join('\n');
}

/** Makes dist/portal. @returns the files that went into it */
export async function buildPortal(outFolder: string): Promise<readonly string[]> {
  const built = await vite({
    configFile: join(root, 'portal', 'vite.config.ts'),
    root: join(root, 'portal'),
    build: { outDir: join(outFolder, 'portal'), emptyOutDir: true },
    logLevel: 'warn',
  });
  const outputs = Array.isArray(built)
    ? built.flatMap(({ output }) => output)
    : 'output' in built
      ? built.output
      : [];
  return outputs.flatMap((output) => (output.type === 'chunk' ? output.moduleIds : []));
}

/** The sources of a target, and the stamp that is written when it is whole: a build that was killed leaves none. */
type Target = {
  readonly stamp: string;
  readonly sources: readonly string[];
  readonly build: () => Promise<unknown>;
};

const TARGETS: readonly Target[] = [
  {
    stamp: 'dist/functions.built',
    sources: ['functions/**/*.ts', 'lib/**/*.ts'],
    build: () => buildFunctions({ outFolder: join(root, 'dist'), minify: true, sourceMaps: true }),
  },
  { stamp: 'dist/portal.built', sources: ['portal/**/*'], build: () => buildPortal(join(root, 'dist')) },
];

function filesOf(target: Target): readonly string[] {
  const files = globSync([...target.sources, 'package-lock.json', 'scripts/build.ts'], { cwd: root }).sort();
  return files.filter((file) => statSync(join(root, file)).isFile());
}

/** Nothing built, another list of sources, or one of them newer. */
function isStale(target: Target): boolean {
  const stamp = join(root, target.stamp);
  if (!existsSync(stamp)) return true;
  const files = filesOf(target);
  const { mtimeMs } = statSync(stamp);
  return (
    readFileSync(stamp, 'utf8') !== files.join('\n') ||
    files.some((file) => statSync(join(root, file)).mtimeMs > mtimeMs)
  );
}

/** Builds what is out of date; says how long it took. */
export async function buildAll(): Promise<void> {
  const started = performance.now();
  const stale = TARGETS.filter(isStale);
  for (const target of stale) rmSync(join(root, target.stamp), { force: true });
  await Promise.all(
    stale.map(async (target) => {
      const files = filesOf(target);
      await target.build();
      writeFileSync(join(root, target.stamp), files.join('\n'));
    }),
  );
  if (stale.length > 0) console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

if (import.meta.main) await buildAll();
