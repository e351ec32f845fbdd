import { EvaluationFault } from '../../values/fault.ts';
import type { CharTest } from './pattern-node.ts';

/** A place in a pattern, and what reads the characters, escapes and sets that stand there. */
export class CharacterReader {
  readonly pattern: string;
  at = 0;

  constructor(pattern: string) {
    this.pattern = pattern;
  }

  fault(message: string): EvaluationFault {
    return new EvaluationFault(
      'RegexParseException',
      `Invalid pattern '${this.pattern}' at offset ${this.at}. ${message}`,
    );
  }

  eat(text: string): boolean {
    if (!this.pattern.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  /** `\d`, `\W`, `\p{Lu}`: a class of characters; undefined for other escapes. */
  classEscape(char: string): CharTest | undefined {
    const simple = CLASSES[char];
    if (simple !== undefined) return (each) => simple.test(each);
    if (char !== 'p' && char !== 'P') return undefined;
    const name = /^\{(\w+)\}/.exec(this.pattern.slice(this.at));
    if (name === null) throw this.fault('Incomplete \\p{X} character escape.');
    this.at += name[0].length;
    const pattern = unicodeClass(name[1] ?? '');
    if (pattern === undefined) throw this.fault(`Unknown property '${name[1]}'.`);
    return (each) => pattern.test(each) === (char === 'p');
  }

  /** The one character that an escape stands for. */
  charEscape(char: string): string {
    const simple = SIMPLE_ESCAPES[char];
    if (simple !== undefined) return simple;
    const rest = this.pattern.slice(this.at);
    const code =
      char === 'x' ? /^[0-9a-fA-F]{2}/.exec(rest) : char === 'u' ? /^[0-9a-fA-F]{4}/.exec(rest) : null;
    if (code !== null) {
      this.at += code[0].length;
      return String.fromCharCode(Number.parseInt(code[0], 16));
    }
    if (char === 'c') {
      this.at++;
      return String.fromCharCode(rest.toUpperCase().charCodeAt(0) & 31);
    }
    const octal = /^0[0-7]{0,2}/.exec(char + rest)?.[0];
    if (octal !== undefined) {
      this.at += octal.length - 1;
      return String.fromCharCode(Number.parseInt(octal, 8));
    }
    if (/\w/.test(char)) throw this.fault(`Unrecognized escape sequence \\${char}.`);
    return char;
  }

  /** `[a-z\d-[aeiou]]`; the cursor stands after the opening bracket. */
  set(): CharTest {
    const negated = this.eat('^');
    const tests: CharTest[] = [];
    let excluded: CharTest | undefined;
    for (let first = true; ; first = false) {
      if (this.at >= this.pattern.length) throw this.fault('Unterminated [] set.');
      if (!first && this.eat(']')) break;
      if (!first && this.eat('-[')) {
        excluded = this.set();
        if (!this.eat(']')) throw this.fault('A subtraction must be the last element in a character class.');
        break;
      }
      tests.push(this.#setItem());
    }
    const without = excluded;
    return (char) => tests.some((test) => test(char)) !== negated && !(without?.(char) ?? false);
  }

  #setItem(): CharTest {
    const start = this.#setChar();
    if (typeof start !== 'string') return start;
    const rest = this.pattern.slice(this.at, this.at + 2);
    if (!rest.startsWith('-') || rest === '-]' || rest === '-[') return (char) => char === start;
    this.at++;
    const end = this.#setChar();
    if (typeof end !== 'string') throw this.fault('Cannot include class in character range.');
    if (end < start) throw this.fault('[x-y] range in reverse order.');
    return (char) => char >= start && char <= end;
  }

  #setChar(): string | CharTest {
    const char = this.pattern.charAt(this.at++);
    if (char !== '\\') return char;
    const escaped = this.pattern.charAt(this.at++);
    if (escaped === 'b') return '\b';
    return this.classEscape(escaped) ?? this.charEscape(escaped);
  }
}

const CLASSES: Readonly<Record<string, RegExp>> = {
  d: /\p{Nd}/u,
  D: /\P{Nd}/u,
  w: /[\p{L}\p{Mn}\p{Nd}\p{Pc}]/u,
  W: /[^\p{L}\p{Mn}\p{Nd}\p{Pc}]/u,
  s: /[\s\u0085]/u,
  S: /[^\s\u0085]/u,
};

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const SCRIPTS: Readonly<Record<string, string>> = {
  IsGreek: 'Script=Greek',
  IsCyrillic: 'Script=Cyrillic',
  IsHebrew: 'Script=Hebrew',
  IsArabic: 'Script=Arabic',
  IsThai: 'Script=Thai',
  IsHiragana: 'Script=Hiragana',
  IsKatakana: 'Script=Katakana',
  IsBasicLatin: 'ASCII',
};

function unicodeClass(name: string): RegExp | undefined {
  const property = SCRIPTS[name] ?? (/^(?:[LMNPSZC][a-z]?)$/.test(name) ? name : undefined);
  return property === undefined ? undefined : new RegExp(`\\p{${property}}`, 'u');
}
