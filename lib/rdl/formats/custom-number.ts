import type { Digits } from '../values/number-text.ts';
import { isFloat, keepsSign, type NumericValue, patternDigits, roundHalfUp } from './number-digits.ts';
import { type NumberContext, notFinite } from './standard-number.ts';

/**
 * A pattern such as `#,##0.00;(#,##0.00);-` (.NET, custom numeric format strings). Digits past the pattern round
 * half away from zero; characters that are no placeholder come out as they are.
 */
export function formatCustomNumber(value: NumericValue, pattern: string, context: NumberContext): string {
  const special = notFinite(value, context.symbols);
  if (special !== undefined) return special;
  const keepSign = keepsSign(value, context.rounding);
  const digits = patternDigits(value);
  const wanted = digits.digits === '' ? 2 : digits.negative ? 1 : 0;
  let section = sectionOf(pattern, wanted);
  let layout = readLayout(pattern, section);
  if (digits.digits === '') {
    const zero = { negative: keepSign && digits.negative, digits: '', point: 0 };
    return new Writer(pattern, section, layout, zero, context).write();
  }
  let rounded = roundForLayout(digits, layout, keepSign);
  if (rounded.digits === '') {
    // A number that the pattern rounds to zero takes the section for zero, which may be another one.
    const zeroSection = sectionOf(pattern, 2);
    if (zeroSection !== section) {
      section = zeroSection;
      layout = readLayout(pattern, section);
      const isNegative = isFloat(value) && rounded.negative;
      rounded = { negative: isNegative, digits: '', point: 0 };
    }
  }
  return new Writer(pattern, section, layout, rounded, context).write();
}

function roundForLayout(digits: Digits, layout: Layout, keepSign: boolean): Digits {
  const scaled = { ...digits, point: digits.point + layout.scale };
  const places = layout.scientific ? layout.digitCount - scaled.point : layout.digitCount - layout.pointAt;
  return roundHalfUp(scaled, places, keepSign);
}

/** Where a section begins; an absent or empty one is the first. */
function sectionOf(pattern: string, wanted: number): number {
  let left = wanted;
  if (left === 0) return 0;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char === "'" || char === '"') at = closingQuote(pattern, at);
    else if (char === '\\') at++;
    else if (char === ';' && --left === 0) {
      const next = pattern.charAt(at + 1);
      return next !== '' && next !== ';' ? at + 1 : 0;
    }
  }
  return 0;
}

/** The offset of the quote that closes the one at `at`, or of the pattern's end. */
function closingQuote(pattern: string, at: number): number {
  const end = pattern.indexOf(pattern.charAt(at), at + 1);
  return end < 0 ? pattern.length : end;
}

/** What the placeholders of a section say. */
type Layout = {
  /** Placeholders in all, and before the point. */
  readonly digitCount: number;
  readonly pointAt: number;
  /** The first and the last `0`, as counts of placeholders. */
  readonly firstZero: number;
  readonly lastZero: number;
  readonly grouped: boolean;
  /** Powers of ten that `%`, `‰` and scaling commas stand for. */
  readonly scale: number;
  readonly scientific: boolean;
};

function readLayout(pattern: string, section: number): Layout {
  let [digitCount, pointAt, firstZero, lastZero] = [0, -1, Number.POSITIVE_INFINITY, 0];
  let [commaAt, commas, scale] = [-1, 0, 0];
  let [grouped, scientific] = [false, false];
  for (let at = section; at < pattern.length && pattern[at] !== ';'; at++) {
    const char = pattern.charAt(at);
    if (char === '#') digitCount++;
    else if (char === '0') {
      if (firstZero === Number.POSITIVE_INFINITY) firstZero = digitCount;
      lastZero = ++digitCount;
    } else if (char === '.') {
      if (pointAt < 0) pointAt = digitCount;
    } else if (char === ',' && digitCount > 0 && pointAt < 0) {
      if (commaAt === digitCount) commas++;
      else {
        if (commaAt >= 0) grouped = true;
        commaAt = digitCount;
        commas = 1;
      }
    } else if (char === '%') scale += 2;
    else if (char === '‰') scale += 3;
    else if (char === "'" || char === '"') at = closingQuote(pattern, at);
    else if (char === '\\') at++;
    else if ((char === 'E' || char === 'e') && /^[+-]?0/.test(pattern.slice(at + 1, at + 3))) {
      at += /^[+-]?0+/.exec(pattern.slice(at + 1))?.[0].length ?? 0;
      scientific = true;
    }
  }
  if (pointAt < 0) pointAt = digitCount;
  if (commaAt === pointAt) scale -= commas * 3;
  else if (commaAt >= 0) grouped = true;
  return { digitCount, pointAt, firstZero, lastZero, grouped, scale, scientific };
}

/** Writes a rounded number along a section; the state is that of .NET's own loop. */
class Writer {
  readonly #pattern: string;
  readonly #start: number;
  readonly #layout: Layout;
  readonly #digits: Digits;
  readonly #context: NumberContext;
  readonly #groupEnds: number[];
  /** Digits still to come before the point (positive) or written after it (negative). */
  #place: number;
  /** Digits more (positive) or fewer (negative) than placeholders before the point. */
  #adjust: number;
  #next = 0;
  #pointWritten = false;
  #text = '';

  constructor(pattern: string, start: number, layout: Layout, digits: Digits, context: NumberContext) {
    this.#pattern = pattern;
    this.#start = start;
    this.#layout = layout;
    this.#digits = digits;
    this.#context = context;
    this.#place = layout.scientific ? layout.pointAt : Math.max(digits.point, layout.pointAt);
    this.#adjust = layout.scientific ? 0 : digits.point - layout.pointAt;
    this.#groupEnds = layout.grouped ? this.#separatorPlaces() : [];
  }

  get #leadingZeros(): number {
    const { firstZero, pointAt } = this.#layout;
    return firstZero < pointAt ? pointAt - firstZero : 0;
  }

  get #trailingZeros(): number {
    const { lastZero, pointAt } = this.#layout;
    return lastZero > pointAt ? pointAt - lastZero : 0;
  }

  #separatorPlaces(): number[] {
    const sizes = this.#context.symbols.groupSizes;
    const total = this.#place + Math.min(0, this.#adjust);
    const shown = Math.max(this.#leadingZeros, total);
    const places: number[] = [];
    let index = 0;
    let size = sizes[0] ?? 0;
    for (let end = size; shown > end && size > 0; end += size) {
      places.push(end);
      index = Math.min(index + 1, sizes.length - 1);
      size = sizes[index] ?? 0;
    }
    return places;
  }

  write(): string {
    const { symbols } = this.#context;
    const isSigned = this.#digits.negative && this.#start === 0;
    for (let at = this.#start; at < this.#pattern.length && this.#pattern[at] !== ';'; at++) {
      at = this.#writeMark(at);
    }
    const showsSign = isSigned && (this.#digits.point !== 0 || this.#text.length > 0);
    return showsSign ? `${symbols.negative}${this.#text}` : this.#text;
  }

  /** Writes what stands at `at` and gives the offset of its last character. */
  #writeMark(at: number): number {
    const { symbols } = this.#context;
    const char = this.#pattern.charAt(at);
    switch (char) {
      case '#':
      case '0':
        this.#writeSurplus();
        this.#writeDigit();
        return at;
      case '.':
        this.#writeSurplus();
        this.#writePoint();
        return at;
      case ',':
        return at;
      case '%':
        this.#text += symbols.percent.symbol;
        return at;
      case '‰':
        this.#text += symbols.perMille;
        return at;
      case "'":
      case '"': {
        const end = closingQuote(this.#pattern, at);
        this.#text += this.#pattern.slice(at + 1, end);
        return end;
      }
      case '\\':
        this.#text += this.#pattern.charAt(at + 1);
        return at + 1;
      case 'E':
      case 'e':
        return this.#writeExponent(at, char);
      default:
        this.#text += char;
        return at;
    }
  }

  /** Digits that stand before the first placeholder of the section. */
  #writeSurplus(): void {
    while (this.#adjust > 0) {
      this.#append(this.#digits.digits.charAt(this.#next++) || '0');
      this.#adjust--;
      this.#place--;
    }
  }

  #writeDigit(): void {
    const digit = this.#digitHere();
    if (digit !== '') this.#append(digit);
    this.#place--;
  }

  #digitHere(): string {
    if (this.#adjust < 0) {
      this.#adjust++;
      return this.#place <= this.#leadingZeros ? '0' : '';
    }
    const digit = this.#digits.digits.charAt(this.#next);
    if (digit !== '') {
      this.#next++;
      return digit;
    }
    return this.#place > this.#trailingZeros ? '0' : '';
  }

  #append(digit: string): void {
    this.#text += digit;
    if (this.#place > 1 && this.#groupEnds.at(-1) === this.#place - 1) {
      this.#text += this.#context.symbols.group;
      this.#groupEnds.pop();
    }
  }

  #writePoint(): void {
    if (this.#place !== 0 || this.#pointWritten) return;
    const hasMore = this.#layout.pointAt < this.#layout.digitCount && this.#next < this.#digits.digits.length;
    if (this.#trailingZeros < 0 || hasMore) {
      this.#text += this.#context.symbols.decimal;
      this.#pointWritten = true;
    }
  }

  #writeExponent(at: number, letter: string): number {
    const { symbols } = this.#context;
    const [whole = '', sign = '', zeros = ''] = /^([+-]?)(0*)/.exec(this.#pattern.slice(at + 1)) ?? [];
    if (!this.#layout.scientific) {
      this.#text += letter + whole;
      return at + whole.length;
    }
    if (zeros === '') {
      this.#text += letter;
      return at;
    }
    const exponent = this.#digits.digits === '' ? 0 : this.#digits.point - this.#layout.pointAt;
    const mark = exponent < 0 ? symbols.negative : sign === '+' ? symbols.positive : '';
    const size = String(Math.abs(exponent)).padStart(Math.min(zeros.length, 10), '0');
    this.#text += `${letter}${mark}${size}`;
    return at + whole.length;
  }
}
