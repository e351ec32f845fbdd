import { DomainError } from '../errors.ts';

const MAX_DEPTH = 32;
// What report servers refuse in names, too: reports can move between the two.
const REFUSED = /[\\/:*?"<>|;@&=+$,]/;
const DEFINITION = /\.(rdl|rds|rsd)$/i;

/**
 * The names along a path of the catalog, each 1 to 260 characters, without control characters, surrounding blanks and
 * reserved characters. `/` alone is the root: no names.
 * @throws DomainError ITEM_NAME_INVALID naming the part.
 */
export function parsePath(path: string): readonly string[] {
  const names = path.split('/').filter((name) => name !== '');
  if (names.length > MAX_DEPTH)
    throw new DomainError('ITEM_NAME_INVALID', { detail: `A path has at most ${MAX_DEPTH} folders.` });
  return names.map(parseName);
}

function parseName(text: string): string {
  const name = text.normalize('NFC');
  const control = [...name].some((letter) => letter < ' ' || letter === '\u007f');
  if (
    name.length > 260 ||
    control ||
    REFUSED.test(name) ||
    name !== name.trim() ||
    name === '.' ||
    name === '..'
  )
    throw new DomainError('ITEM_NAME_INVALID', {
      detail: `"${name.slice(0, 80)}" cannot be a name in the catalog.`,
    });
  return name;
}

/**
 * Reports, data sources and datasets go by the name without the file's extension, as on a report server; documents
 * keep theirs.
 */
export function nameOfFile(fileName: string): {
  readonly name: string;
  readonly extension: string | undefined;
} {
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase();
  return { name: fileName.replace(DEFINITION, ''), extension };
}
