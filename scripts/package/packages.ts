import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A published package of which something runs in Azure or in the browser. */
export type UsedPackage = {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly license: string;
  /** Text of its licence file, where it has one. */
  readonly notice: string | undefined;
};

/** What may be shipped with a program under the MIT licence: permissive ones, and weak copyleft for unchanged files. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
  'Unlicense',
]);

/**
 * The packages that files of node_modules belong to, by name. The same name in two versions is two packages.
 * @throws when one has a licence that may not be shipped
 */
export function packagesOf(files: readonly string[], root: string): readonly UsedPackage[] {
  const folders = new Set(files.flatMap((file) => folderOf(file) ?? []));
  const found = new Map<string, UsedPackage>();
  for (const folder of folders) {
    const used = readPackage(
      folder.startsWith('/') || /^[A-Za-z]:/.test(folder) ? folder : join(root, folder),
    );
    found.set(`${used.name}@${used.version}`, used);
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, used]) => used);
}

/** The folder of the innermost package a file lies in. */
function folderOf(file: string): string | undefined {
  const path = file.replaceAll('\\', '/').replace(/^\0/, '').split('?')[0] ?? '';
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
}

function readPackage(folder: string): UsedPackage {
  const { name, version, license, licenses } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const expression: unknown = license?.type ?? license ?? licenses?.[0]?.type;
  if (typeof expression !== 'string' || !isAllowed(expression))
    throw new Error(
      `${name} ${version} has the licence ${JSON.stringify(expression)}, which may not be shipped.`,
    );
  return { name, version, license: expression, notice: noticeIn(folder) };
}

/** A choice needs one that is allowed, a combination all of them. */
export function isAllowed(expression: string): boolean {
  const plain = expression.replace(/[()]/g, '');
  return plain
    .split(/ OR /i)
    .some((choice) => choice.split(/ AND /i).every((license) => ALLOWED.has(license.trim())));
}

function noticeIn(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const file = readdirSync(folder)
    .sort()
    .find((name) => /^(licen[cs]e|copying)/i.test(name));
  return file && readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
}
