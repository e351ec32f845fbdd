import { outOfRange } from '../faults.ts';
import { asArray, requireFewPieces } from './search.ts';
import type { ArrayValue } from './signature.ts';

const REMOVE_EMPTY = 1;
const TRIM = 2;

/** `text.Split(…)`: at any of the separators; without one, at white space. @throws EvaluationFault */
export function splitText(
  text: string,
  separators: readonly string[],
  { count = Number.POSITIVE_INFINITY, options = 0 }: { readonly count?: number; readonly options?: number },
): ArrayValue {
  if (count < 0) throw outOfRange('count');
  if (count === 0) return asArray([]);
  const wanted = separators.filter((separator) => separator !== '');
  const isBlank = separators.length === 0;
  const parts = cut(text, wanted, { isBlank, count, options });
  return asArray(parts);
}

type Cutting = { readonly isBlank: boolean; readonly count: number; readonly options: number };

function cut(text: string, wanted: readonly string[], { isBlank, count, options }: Cutting): string[] {
  const parts: string[] = [];
  const keep = (part: string) => {
    const shown = (options & TRIM) === 0 ? part : part.trim();
    if (shown !== '' || (options & REMOVE_EMPTY) === 0) parts.push(shown);
  };
  let from = 0;
  for (let at = 0; at < text.length && parts.length < count - 1; ) {
    const length = separatorAt(text, at, wanted, isBlank);
    if (length === 0) at++;
    else {
      keep(text.slice(from, at));
      requireFewPieces(parts.length);
      at += length;
      from = at;
    }
  }
  // What is left is one part; empty parts before it are left out where they are unwanted.
  keep(
    (options & REMOVE_EMPTY) !== 0 && parts.length === count - 1
      ? skipSeparators(text, from, wanted, isBlank)
      : text.slice(from),
  );
  return parts;
}

function skipSeparators(text: string, from: number, wanted: readonly string[], isBlank: boolean): string {
  let at = from;
  for (
    let length = separatorAt(text, at, wanted, isBlank);
    length > 0;
    length = separatorAt(text, at, wanted, isBlank)
  ) {
    at += length;
  }
  return text.slice(at);
}

function separatorAt(text: string, at: number, wanted: readonly string[], isBlank: boolean): number {
  if (isBlank) return /\s/.test(text.charAt(at)) ? 1 : 0;
  return wanted.find((separator) => text.startsWith(separator, at))?.length ?? 0;
}
