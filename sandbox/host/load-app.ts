import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AppRegistry } from './app-registry.ts';
import { EXIT, errorText, HostError } from './host-error.ts';
import type { HostLog } from './log.ts';

type PackageJson = { readonly main: string; readonly type: string };

export type LoadedApp = {
  readonly files: readonly string[];
  /** Where the library takes HTTP requests when the app has enabled streams. */
  readonly httpStreamUri: string | undefined;
};

/**
 * Loads an app as the Node worker does: every file that package.json's `main` matches, in the order of their names, by
 * import() for .mjs and "type": "module", else by require; then the appStart hooks; then the library's capabilities, which end its set-up.
 * A file that throws, or a glob that matches nothing, refuses the whole app.
 * Source: startApp.ts and loadScriptFile.ts of azure-functions-nodejs-worker.
 */
export async function loadApp(folder: string, registry: AppRegistry, log: HostLog): Promise<LoadedApp> {
  const packageJson = readPackageJson(folder);
  const files = entryFiles(folder, packageJson.main);
  for (const file of files) {
    log.write({ level: 'debug', event: 'app.file', message: `loading ${file}` });
    await loadFile(join(folder, file), packageJson.type).catch((error: unknown) => {
      throw new HostError(`cannot load ${file}: ${errorText(error)}`, EXIT.appRefused, { cause: error });
    });
  }
  const model = registry.programmingModel;
  if (model === undefined || registry.functions.size === 0) {
    throw new HostError(`no function is registered by ${files.join(', ')}`);
  }
  await startHooks(folder, registry);
  const capabilities =
    (await model.getCapabilities?.({ RawHttpBodyBytes: 'true', RpcHttpBodyOnly: 'true' })) ?? {};
  registry.lock();
  return { files, httpStreamUri: capabilities.HttpUri };
}

async function startHooks(folder: string, registry: AppRegistry): Promise<void> {
  const context = {
    hookData: registry.hookData.appLevel,
    appHookData: registry.hookData.app,
    functionAppDirectory: folder,
  };
  await registry.runHooks('appStart', context).catch((error: unknown) => {
    throw new HostError(`an appStart hook failed: ${errorText(error)}`, EXIT.appRefused, { cause: error });
  });
}

function readPackageJson(folder: string): PackageJson {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) throw new HostError(`${folder} has no package.json`);
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new HostError(`${file} is not JSON: ${errorText(error)}`);
  }
  const text = (name: string) => {
    const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const main = text('main');
  if (main === undefined)
    throw new HostError(`${file} has no "main": the glob of the files that register functions`);
  return { main, type: text('type') ?? 'commonjs' };
}

function entryFiles(folder: string, main: string): readonly string[] {
  const files = globSync(main, { cwd: folder })
    .filter((file) => statSync(join(folder, file)).isFile())
    .sort();
  if (files.length === 0) {
    throw new HostError(`"main" of package.json, "${main}", matches no file in ${folder}: is the app built?`);
  }
  return files;
}

async function loadFile(file: string, type: string): Promise<void> {
  const isModule = file.endsWith('.mjs') || (type === 'module' && !file.endsWith('.cjs'));
  if (isModule) await import(pathToFileURL(file).href);
  else createRequire(file)(file);
}
