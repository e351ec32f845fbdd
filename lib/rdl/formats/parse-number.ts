import type { NumberSymbols } from './culture.ts';

/** What a text may hold beside digits: the values of System.Globalization.NumberStyles. */
export const NumberStyle = {
  leadingWhite: 0x1,
  trailingWhite: 0x2,
  leadingSign: 0x4,
  trailingSign: 0x8,
  parentheses: 0x10,
  decimalPoint: 0x20,
  thousands: 0x40,
  exponent: 0x80,
  currency: 0x100,
  hexadecimal: 0x200,
  /** Whole numbers, `Integer.Parse`. */
  integer: 0x7,
  /** `Decimal.Parse`. */
  number: 0x6f,
  /** `Double.Parse`. */
  float: 0xe7,
  /** What Visual Basic converts. */
  any: 0x1ff,
} as const;

/**
 * Reads a number as .NET's Parse does and gives it in invariant form (`-1234.5e3`), for Number or parseDecimal;
 * undefined where it is none. The text of NaN and infinities is the caller's.
 */
export function parseNumber(text: string, styles: number, symbols: NumberSymbols): string | undefined {
  return new NumberReader(text, styles, symbols).read();
}

/** Minus signs that an ASCII hyphen stands for. */
const DASHES = /[\u2010-\u2014\u2212\uFE63\uFF0D]/;
const WHITE = /[ \t-\r]/;

class NumberReader {
  readonly #text: string;
  readonly #styles: number;
  readonly #symbols: NumberSymbols;
  #at = 0;
  #negative = false;
  #signed = false;
  #openParenthesis = false;
  #currencySeen = false;
  #digits = '';

  constructor(text: string, styles: number, symbols: NumberSymbols) {
    // Texts from fixed buffers end in null characters.
    this.#text = text.replace(/\0+$/, '');
    this.#styles = styles;
    this.#symbols = symbols;
  }

  #allows(style: keyof typeof NumberStyle): boolean {
    return (this.#styles & NumberStyle[style]) !== 0;
  }

  read(): string | undefined {
    this.#readStart();
    if (!this.#readDigits()) return undefined;
    const exponent = this.#allows('exponent') ? this.#readExponent() : '';
    this.#readEnd();
    if (this.#at < this.#text.length || this.#openParenthesis) return undefined;
    return `${this.#negative ? '-' : ''}${this.#digits}${exponent}`;
  }

  /** A blank after a sign ends the start, unless a currency symbol was between them. */
  #readStart(): void {
    for (;;) {
      const isBlank = WHITE.test(this.#text.charAt(this.#at));
      if (isBlank && this.#allows('leadingWhite') && (!this.#signed || this.#currencySeen)) this.#at++;
      else if (this.#allows('leadingSign') && !this.#signed && this.#eatSign()) this.#signed = true;
      else if (this.#allows('parentheses') && !this.#signed && this.#eat('(')) {
        this.#signed = true;
        this.#openParenthesis = true;
        this.#negative = true;
      } else if (!this.#eatCurrency()) return;
    }
  }

  #eatCurrency(): boolean {
    if (!this.#allows('currency') || this.#currencySeen) return false;
    if (!this.#eat(this.#symbols.currency.symbol)) return false;
    this.#currencySeen = true;
    return true;
  }

  #eatSign(): boolean {
    const { positive, negative } = this.#symbols;
    if (this.#eat(positive)) return true;
    if (this.#eat(negative) || (DASHES.test(negative) && this.#eat('-'))) {
      this.#negative = true;
      return true;
    }
    return false;
  }

  /** A no-break space of the culture is matched by a plain one, which is what people type. */
  #eat(symbol: string): boolean {
    if (symbol === '') return false;
    const found = this.#text.slice(this.#at, this.#at + symbol.length);
    const isSame = found === symbol || found === symbol.replace(/[\u00a0\u202f]/g, ' ');
    if (isSame) this.#at += symbol.length;
    return isSame;
  }

  #readDigits(): boolean {
    let any = false;
    let point = false;
    for (;;) {
      const char = this.#text.charAt(this.#at);
      if (char >= '0' && char <= '9') {
        this.#digits += char;
        this.#at++;
        any = true;
      } else if (this.#allows('decimalPoint') && !point && this.#eatSeparator('decimal')) {
        this.#digits += '.';
        point = true;
      } else if (!(this.#allows('thousands') && any && !point && this.#eatSeparator('group'))) break;
    }
    return any;
  }

  /** With a currency symbol in the text, its own separators count; without one those of numbers do, too. */
  #eatSeparator(kind: 'decimal' | 'group'): boolean {
    const { currency } = this.#symbols;
    if (!this.#allows('currency')) return this.#eat(this.#symbols[kind]);
    return this.#eat(currency[kind]) || (!this.#currencySeen && this.#eat(this.#symbols[kind]));
  }

  #readExponent(): string {
    const start = this.#at;
    if (!this.#eat('e') && !this.#eat('E')) return '';
    const { positive, negative } = this.#symbols;
    const isPositive = this.#eat(positive);
    const isNegative = !isPositive && (this.#eat(negative) || (DASHES.test(negative) && this.#eat('-')));
    const digits = /^\d+/.exec(this.#text.slice(this.#at))?.[0];
    if (digits === undefined) {
      this.#at = start;
      return '';
    }
    this.#at += digits.length;
    return `e${isNegative ? '-' : ''}${digits}`;
  }

  #readEnd(): void {
    for (;;) {
      if (this.#allows('trailingWhite') && WHITE.test(this.#text.charAt(this.#at))) this.#at++;
      else if (this.#allows('trailingSign') && !this.#signed && this.#eatSign()) this.#signed = true;
      else if (this.#openParenthesis && this.#eat(')')) this.#openParenthesis = false;
      else if (!this.#eatCurrency()) return;
    }
  }
}

/** The text of NaN or an infinity in a culture, as Double.Parse reads it. */
export function parseNotFinite(text: string, symbols: NumberSymbols): number | undefined {
  const trimmed = text.trim().toLowerCase();
  const named: readonly (readonly [string, number])[] = [
    [symbols.infinity, Number.POSITIVE_INFINITY],
    [`${symbols.positive}${symbols.infinity}`, Number.POSITIVE_INFINITY],
    [`${symbols.negative}${symbols.infinity}`, Number.NEGATIVE_INFINITY],
    [symbols.nan, Number.NaN],
    [`${symbols.positive}${symbols.nan}`, Number.NaN],
    [`${symbols.negative}${symbols.nan}`, Number.NaN],
  ];
  return named.find(([name]) => name.toLowerCase() === trimmed)?.[1];
}
