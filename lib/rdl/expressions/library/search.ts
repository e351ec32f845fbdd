import { compareTexts, findLastText, findText } from '../../formats/text-culture.ts';
import { EvaluationFault } from '../../values/fault.ts';
import { arrayValue, stringValue } from '../../values/make.ts';
import { argumentFault, BudgetFault, indexOutOfRange } from '../faults.ts';
import type { CallContext } from './call-context.ts';
import type { ArrayValue } from './signature.ts';

/** Searching in texts, by code unit or by the rules of the language without regard to case (CompareMethod.Text). */

const TEXT = { ignoreCase: true };

function isText(compare: number): boolean {
  if (compare !== 0 && compare !== 1) throw argumentFault("Argument 'Compare' is not a valid value.");
  return compare === 1;
}

/** The place of the first match from `start` on, counted from 1; 0 where there is none. */
export function inStr(
  start: number,
  text: string | undefined,
  wanted: string | undefined,
  compare: number,
  { culture }: CallContext,
): number {
  const byText = isText(compare);
  if (text === undefined || text === '' || start > text.length + 1) return 0;
  if (wanted === undefined || wanted === '') return start;
  if (!byText) return text.indexOf(wanted, start - 1) + 1;
  return (findText(text, wanted, start - 1, culture, TEXT)?.index ?? -1) + 1;
}

export function inStrRev(
  text: string | undefined,
  wanted: string | undefined,
  start: number,
  compare: number,
  { culture }: CallContext,
): number {
  if (start === 0 || start < -1)
    throw argumentFault("Argument 'Start' must be greater than 0 or equal to -1.");
  const byText = isText(compare);
  if (text === undefined || text === '') return 0;
  const end = start === -1 ? text.length : start;
  if (end > text.length) return 0;
  if (wanted === undefined || wanted === '') return end;
  if (byText) return (findLastText(text, wanted, end, culture, TEXT)?.index ?? -1) + 1;
  return text.slice(0, end).lastIndexOf(wanted) + 1;
}

export type Replacement = {
  readonly text: string | undefined;
  readonly find: string | undefined;
  readonly replacement: string | undefined;
  readonly start: number;
  readonly count: number;
  readonly compare: number;
};

/** Undefined is Nothing, as for an empty text. */
export function replace(parts: Replacement, context: CallContext): string | undefined {
  const { text, find, replacement = '', start, count, compare } = parts;
  if (count < -1) throw argumentFault("Argument 'Count' must be greater than or equal to -1.");
  if (start < 1) throw argumentFault("Argument 'Start' must be greater than zero.");
  if (text === undefined || start > text.length) return undefined;
  const rest = text.slice(start - 1);
  if (find === undefined || find === '' || count === 0) return rest;
  const pieces = cutAt(rest, find, count === -1 ? Number.POSITIVE_INFINITY : count, compare, context);
  const result = pieces.join(replacement);
  context.session.checkSize(result.length);
  return result;
}

export function split(
  text: string | undefined,
  delimiter: string | undefined,
  limit: number,
  compare: number,
  context: CallContext,
): ArrayValue {
  if (text === undefined || text === '') return asArray(['']);
  if (delimiter === undefined || delimiter === '') return asArray([text]);
  if (limit < -1)
    throw new EvaluationFault('OverflowException', 'Arithmetic operation resulted in an overflow.');
  const pieces = cutAt(text, delimiter, limit <= 0 ? Number.POSITIVE_INFINITY : limit - 1, compare, context);
  context.session.charge(pieces.length);
  // A limit of zero leaves room for two parts.
  if (limit === 0 && pieces.length > 2) throw indexOutOfRange();
  return asArray(pieces);
}

/** A value of its own for each piece of a long text takes far more room than the text. */
const MAX_PIECES = 1_000_000;

/** @throws BudgetFault */
export function requireFewPieces(count: number): void {
  if (count > MAX_PIECES) throw new BudgetFault(`A text falls into more than ${MAX_PIECES} pieces.`);
}

/** @throws BudgetFault */
export function asArray(texts: readonly string[]): ArrayValue {
  if (texts.length > MAX_PIECES) throw new BudgetFault(`A text falls into more than ${MAX_PIECES} pieces.`);
  const array = arrayValue('String', texts.map(stringValue));
  if (array.type !== 'Array') throw new TypeError('An array was made.');
  return array;
}

/** The parts between at most `cuts` matches. */
function cutAt(
  text: string,
  wanted: string,
  cuts: number,
  compare: number,
  { culture }: CallContext,
): string[] {
  const byText = isText(compare);
  const pieces: string[] = [];
  let from = 0;
  while (pieces.length < cuts) {
    const index = text.indexOf(wanted, from);
    const exact = index < 0 ? undefined : { index, length: wanted.length };
    const found = byText ? findText(text, wanted, from, culture, TEXT) : exact;
    if (found === undefined || found.length === 0) break;
    pieces.push(text.slice(from, found.index));
    requireFewPieces(pieces.length);
    from = found.index + found.length;
  }
  pieces.push(text.slice(from));
  return pieces;
}

export function strComp(
  left: string | undefined,
  right: string | undefined,
  compare: number,
  { culture }: CallContext,
): number {
  const [a, b] = [left ?? '', right ?? ''];
  if (isText(compare)) return compareTexts(a, b, culture, TEXT);
  return a < b ? -1 : a > b ? 1 : 0;
}
