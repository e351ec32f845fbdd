import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import packed from '@sparticuz/chromium';

const PACKAGES = join(import.meta.dirname, '..', '..', 'node_modules');
const CACHE = join(PACKAGES, '.cache');

/**
 * Chromium, unpacked once for each version and kept beside the packages: unpacking costs a processor six seconds, and
 * one of another version may lie in the shared temporary folder.
 */
export async function chromiumExecutable(): Promise<string> {
  const manifest = readFileSync(join(PACKAGES, '@sparticuz', 'chromium', 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { readonly version: string };
  const kept = join(CACHE, `chromium-${version}`);
  if (!existsSync(kept)) await unpackInto(kept);
  return join(kept, 'chromium');
}

/** Another process may do the same at the same time: each unpacks beside, and the first to finish gives its own. */
async function unpackInto(kept: string): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'unpacking-'));
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    await packed.executablePath();
    renameSync(folder, kept);
  } catch (error) {
    if (!existsSync(kept)) throw error;
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(folder, { recursive: true, force: true });
  }
}
