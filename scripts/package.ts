import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { buildFunctions, buildPortal } from './build.ts';
import { billOfMaterials, notices } from './package/bill-of-materials.ts';
import { packagesOf } from './package/packages.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { out: { type: 'string', default: 'out/app' } } });
const target = resolve(root, values.out);

/** The platform of Flex Consumption; the native part of resvg is taken for it. */
const PLATFORM = 'linux-x64-gnu';
const FONT_FACES = ['arimo', 'tinos', 'cousine'];
const FONT_STYLES = ['400Regular', '700Bold', '400Regular_Italic', '700Bold_Italic'];

/** What stays outside the bundle, and is installed or copied beside it. */
const RUN_TIME_PACKAGES = ['@resvg/resvg-js', ...FONT_FACES.map((face) => `@expo-google-fonts/${face}`)];

/** Makes out/app, or the folder of --out: only what Azure runs, nothing to install there. */
async function packageApp(): Promise<void> {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const outFolder = join(target, 'dist');
  const [functions, portal] = await Promise.all([
    // Without source maps: the same commit gives the same bytes, so that they can be made when a trace is to be read.
    buildFunctions({ outFolder, minify: true, sourceMaps: false }),
    buildPortal(outFolder),
  ]);
  const { name, version, description, license, dependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const pinned = RUN_TIME_PACKAGES.map((dependency) => [dependency, dependencies[dependency]]);
  const manifest = {
    name,
    version,
    description,
    license,
    private: true,
    type: 'module',
    main: 'dist/functions/*.js',
    // A build in Azure installs just these; the folder holds them already for a deployment as it is.
    dependencies: Object.fromEntries(pinned),
  };
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  cpSync(join(root, 'host.json'), join(target, 'host.json'));
  copyPackage('@resvg/resvg-js', ['package.json', 'index.js', 'js-binding.js', 'LICENSE']);
  const native = `@resvg/resvg-js-${PLATFORM}`;
  if (existsSync(join(root, 'node_modules', native)))
    copyPackage(native, ['package.json', `resvgjs.${PLATFORM}.node`]);
  else console.warn(`${native} is not for this machine: deploy with a build in Azure, which installs it.`);
  for (const face of FONT_FACES)
    copyPackage(`@expo-google-fonts/${face}`, ['package.json', 'LICENSE_FONT', ...fontFiles(face)]);
  const beside = filesIn(target).filter((file) => file.startsWith('node_modules/'));
  const packages = packagesOf([...functions, ...portal, ...beside], root);
  writeFileSync(join(target, 'sbom.cdx.json'), billOfMaterials({ name, version, license }, packages, root));
  writeFileSync(join(target, 'THIRD-PARTY-NOTICES.txt'), notices(packages));
  report();
}

/** Relative to a folder, with slashes, in the order of their names. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function fontFiles(face: string): readonly string[] {
  const title = face.charAt(0).toUpperCase() + face.slice(1);
  return FONT_STYLES.map((style) => `${style}/${title}_${style}.ttf`);
}

/** The files of an installed package that are needed at run time; those it does not have are left out. */
function copyPackage(name: string, files: readonly string[]): void {
  const source = join(root, 'node_modules', name);
  if (!existsSync(source)) throw new Error(`The package ${name} is not installed.`);
  for (const file of files.filter((candidate) => existsSync(join(source, candidate)))) {
    const destination = join(target, 'node_modules', name, file);
    mkdirSync(dirname(destination), { recursive: true });
    cpSync(join(source, file), destination);
  }
}

/** Sizes by part, and one hash over all names and bytes: equal hashes mean equal packages. */
function report(): void {
  const sizes = new Map<string, number>();
  const hash = createHash('sha256');
  for (const file of filesIn(target)) {
    const part = file.split('/').slice(0, 2).join('/');
    const path = join(target, file);
    sizes.set(part, (sizes.get(part) ?? 0) + statSync(path).size);
    hash.update(`${file}\0`).update(readFileSync(path));
  }
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1).padStart(7)} MB`;
  for (const [part, bytes] of [...sizes].sort((a, b) => b[1] - a[1]).slice(0, 8))
    console.log(`${megabytes(bytes)}  ${part}`);
  console.log(
    `${megabytes([...sizes.values()].reduce((sum, bytes) => sum + bytes, 0))}  ${values.out}  sha256:${hash.digest('hex')}`,
  );
}

await packageApp();
