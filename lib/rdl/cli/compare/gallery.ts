import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RdlError } from '../../errors.ts';
import type { Json } from './json.ts';

/** One case of a gallery, its files not yet read. */
export type GalleryCase = {
  readonly name: string;
  readonly definition: string;
  readonly rows: string | undefined;
  readonly reference: string;
  readonly picture: string;
};

/**
 * The cases of a folder: every definition with what was drawn of it.
 *
 * @throws RdlError DATA_INVALID when the folder has none.
 */
export function galleryCases(folder: string, only?: string): readonly GalleryCase[] {
  const cases = readdirSync(folder)
    .filter((file) => file.endsWith('.rdl'))
    .map((file) => caseOf(folder, file.slice(0, -'.rdl'.length)))
    .filter(({ reference }) => existsSync(reference));
  const chosen = only === undefined ? cases : cases.filter(({ name }) => matches(name, only));
  if (chosen.length > 0) return chosen.sort((a, b) => (a.name < b.name ? -1 : 1));
  const what = only === undefined ? 'no case (NAME.rdl with NAME.data.json)' : `no case named ${only}`;
  throw new RdlError('DATA_INVALID', `${folder} holds ${what}.`);
}

/** A name, or a pattern with `*`. */
function matches(name: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}

function caseOf(folder: string, name: string): GalleryCase {
  const rows = join(folder, `${name}.rows.json`);
  return {
    name,
    definition: join(folder, `${name}.rdl`),
    rows: existsSync(rows) ? rows : undefined,
    reference: join(folder, `${name}.data.json`),
    picture: join(folder, `${name}.png`),
  };
}

export function readJson(path: string): Json {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new RdlError(
      'DATA_INVALID',
      `${path} is not JSON: ${cause instanceof Error ? cause.message : cause}`,
      {
        cause,
      },
    );
  }
}
