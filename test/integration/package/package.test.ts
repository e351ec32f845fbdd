import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const MOST_BYTES = 40_000_000;
const PATIENCE = 240_000;

let folder: string;
let hashes: readonly [string, string];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'package-'));
  hashes = await packagedTwice(3);
}, PATIENCE * 3);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Sources that change meanwhile would make two packages, or none: then once more. */
async function packagedTwice(attempts: number): Promise<readonly [string, string]> {
  const before = hashOf(ROOT, sources());
  const codes = [await packageInto('one'), await packageInto('two')];
  if (hashOf(ROOT, sources()) !== before && attempts > 1) return await packagedTwice(attempts - 1);
  expect(codes).toEqual([0, 0]);
  return [hashOf(join(folder, 'one'), filesIn('one')), hashOf(join(folder, 'two'), filesIn('two'))];
}

function sources(): readonly string[] {
  return globSync(['{functions,lib,portal}/**/*.*', 'package-lock.json'], { cwd: ROOT }).sort();
}

function filesIn(name: string): readonly string[] {
  const entries = readdirSync(join(folder, name), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => file.slice(join(folder, name).length + 1)).sort();
}

function hashOf(base: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(base, file)));
  return hash.digest('hex');
}

async function packageInto(name: string): Promise<unknown> {
  const args = [join(ROOT, 'scripts', 'package.ts'), '--out', join(folder, name)];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'ignore' });
  return await new Promise((resolve) => child.once('close', resolve));
}

describe('the package', () => {
  it('is the same bytes when made twice', () => expect(hashes[0]).toBe(hashes[1]));

  it('is small', () => {
    const bytes = filesIn('one').reduce((sum, file) => sum + statSync(join(folder, 'one', file)).size, 0);
    expect(bytes).toBeLessThan(MOST_BYTES);
  });

  it('holds only what runs: no sources, no maps, no settings, no tests', () => {
    expect(readdirSync(join(folder, 'one')).sort()).toEqual([
      'THIRD-PARTY-NOTICES.txt',
      'dist',
      'host.json',
      'node_modules',
      'package.json',
      'sbom.cdx.json',
    ]);
    expect(filesIn('one').filter((file) => /\.(ts|tsx|map)$|settings\.json$|\.test\./.test(file))).toEqual(
      [],
    );
  });

  it('lists each package in it with version, licence and checksum', () => {
    const { bomFormat, components } = JSON.parse(readFileSync(join(folder, 'one', 'sbom.cdx.json'), 'utf8'));
    const named = (name: string) =>
      components.find((one: { purl: string }) => one.purl.startsWith(`pkg:npm/${name}@`));
    expect(bomFormat).toBe('CycloneDX');
    for (const name of ['%40azure/functions', '%40azure/data-tables', 'react', 'zod', '%40resvg/resvg-js'])
      expect(named(name), name).toMatchObject({ hashes: [{ alg: 'SHA-512' }] });
    const notices = readFileSync(join(folder, 'one', 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const { group, name, version, licenses } of components) {
      expect(licenses.length).toBe(1);
      expect(notices).toContain(`${group ? `${group}/` : ''}${name} ${version} (`);
    }
  });
});
