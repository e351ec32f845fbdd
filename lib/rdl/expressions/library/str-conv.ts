import { toLower, toUpper } from '../../formats/text-culture.ts';
import { argumentFault } from '../faults.ts';
import type { CallContext } from './call-context.ts';

const UPPER = 1;
const LOWER = 2;
const PROPER = 3;
const WIDE = 4;
const NARROW = 8;
const KNOWN = PROPER | WIDE | NARROW | 1024;

/** Case and width of a text (VbStrConv); kana and Chinese conversions are not supported. */
export function strConv(
  text: string | undefined,
  conversion: number,
  _localeId: number,
  { culture }: CallContext,
): string | undefined {
  if ((conversion & ~KNOWN) !== 0 || conversion < 0)
    throw argumentFault("Argument 'Conversion' is not a valid value.");
  if (text === undefined) return undefined;
  const sized = widthOf(text, conversion);
  switch (conversion & PROPER) {
    case UPPER:
      return toUpper(sized, culture);
    case LOWER:
      return toLower(sized, culture);
    case PROPER:
      return toLower(sized, culture).replace(
        WORDS,
        (word) => toUpper(word.charAt(0), culture) + word.slice(1),
      );
    default:
      return sized;
  }
}

/** A word begins at a letter that no letter, mark, apostrophe or low line stands before. */
const WORDS = /(?<![\p{L}\p{M}'’_])\p{L}[\p{L}\p{M}'’]*/gu;

/** Full-width forms of ASCII are 0xFEE0 on. */
function widthOf(text: string, conversion: number): string {
  if ((conversion & WIDE) !== 0) {
    return text
      .replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
      .replaceAll(' ', '\u3000');
  }
  if ((conversion & NARROW) !== 0) {
    return text
      .replace(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
      .replaceAll('\u3000', ' ');
  }
  return text;
}
