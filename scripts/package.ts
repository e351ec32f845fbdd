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
import { dirname, join } from 'node:path';
import { buildFunctions, buildPortal } from './build.ts';

const root = join(import.meta.dirname, '..');
const target = join(root, 'out', 'app');

/** The platform of Flex Consumption; the native part of resvg is taken for it. */
const PLATFORM = 'linux-x64-gnu';
const FONT_FACES = ['arimo', 'tinos', 'cousine'];
const FONT_STYLES = ['400Regular', '700Bold', '400Regular_Italic', '700Bold_Italic'];

/** What stays outside the bundle, and is installed or copied beside it. */
const RUN_TIME_PACKAGES = ['@resvg/resvg-js', ...FONT_FACES.map((face) => `@expo-google-fonts/${face}`)];

/** Makes out/app: only what Azure runs, nothing to install there. */
async function packageApp(): Promise<void> {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const outFolder = join(target, 'dist');
  await Promise.all([buildFunctions({ outFolder, minify: true }), buildPortal(outFolder)]);
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
  report();
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

function report(): void {
  const sizes = new Map<string, number>();
  for (const entry of readdirSync(target, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const part = file
      .slice(target.length + 1)
      .split('/')
      .slice(0, 2)
      .join('/');
    sizes.set(part, (sizes.get(part) ?? 0) + statSync(file).size);
  }
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1).padStart(7)} MB`;
  for (const [part, bytes] of [...sizes].sort((a, b) => b[1] - a[1]).slice(0, 8))
    console.log(`${megabytes(bytes)}  ${part}`);
  console.log(`${megabytes([...sizes.values()].reduce((sum, bytes) => sum + bytes, 0))}  out/app`);
}

await packageApp();
