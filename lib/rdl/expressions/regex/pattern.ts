import { EvaluationFault } from '../../values/fault.ts';
import { anchor, isBoundary, isEndOrLastLine, isLineEnd, isLineStart, isStart } from './anchors.ts';
import { CharacterReader } from './character-reader.ts';
import { type CharTest, type ParsedPattern, type PatternNode, RegexOption } from './pattern-node.ts';

type Options = {
  ignoreCase: boolean;
  multiline: boolean;
  explicit: boolean;
  singleline: boolean;
  spaced: boolean;
};

/** Parses a pattern. @throws EvaluationFault RegexParseException */
export function parsePattern(pattern: string, options: number): ParsedPattern {
  if ((options & RegexOption.rightToLeft) !== 0) {
    throw new EvaluationFault('NotSupportedException', 'RegexOptions.RightToLeft is not supported.');
  }
  return new PatternParser(pattern, options).parse();
}

const MAX_NESTING = 100;

class PatternParser extends CharacterReader {
  #nesting = 0;
  #options: Options;
  readonly #names: string[];
  #nextNumber = 1;

  constructor(pattern: string, options: number) {
    super(pattern);
    this.#options = {
      ignoreCase: (options & RegexOption.ignoreCase) !== 0,
      multiline: (options & RegexOption.multiline) !== 0,
      explicit: (options & RegexOption.explicitCapture) !== 0,
      singleline: (options & RegexOption.singleline) !== 0,
      spaced: (options & RegexOption.ignoreWhitespace) !== 0,
    };
    this.#names = groupNames(pattern, this.#options);
  }

  parse(): ParsedPattern {
    const root = this.#choice();
    if (this.at < this.pattern.length) throw this.fault("Too many )'s.");
    return { root, groupNames: this.#names };
  }

  #choice(): PatternNode {
    if (++this.#nesting > MAX_NESTING) throw this.fault('The pattern is nested too deeply.');
    const options = [this.#sequence()];
    while (this.eat('|')) options.push(this.#sequence());
    this.#nesting--;
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: 'choice', options };
  }

  #sequence(): PatternNode {
    const items: PatternNode[] = [];
    for (;;) {
      this.#skipSpace();
      const char = this.pattern.charAt(this.at);
      if (char === '' || char === '|' || char === ')') return { kind: 'sequence', items };
      const term = this.#term(char);
      if (term !== undefined) items.push(this.#quantified(term));
    }
  }

  /** Blanks and comments of the option IgnorePatternWhitespace. */
  #skipSpace(): void {
    while (this.#options.spaced) {
      const skipped = /^(?:\s+|#[^\n]*)/.exec(this.pattern.slice(this.at))?.[0].length ?? 0;
      if (skipped === 0) return;
      this.at += skipped;
    }
  }

  #term(char: string): PatternNode | undefined {
    this.at++;
    switch (char) {
      case '(':
        return this.#group();
      case '[':
        return { kind: 'char', accepts: this.#withCase(this.set()) };
      case '.': {
        const { singleline } = this.#options;
        return { kind: 'char', accepts: (each) => singleline || each !== '\n' };
      }
      case '^':
        return anchor(this.#options.multiline ? isLineStart : isStart);
      case '$':
        return anchor(this.#options.multiline ? isLineEnd : isEndOrLastLine);
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        throw this.fault('Quantifier follows nothing.');
      default:
        return this.#literal(char);
    }
  }

  #literal(char: string): PatternNode {
    return { kind: 'char', accepts: this.#withCase((each) => each === char) };
  }

  #withCase(test: CharTest): CharTest {
    if (!this.#options.ignoreCase) return test;
    return (char) => test(char) || test(char.toLowerCase()) || test(char.toUpperCase());
  }

  #quantified(term: PatternNode): PatternNode {
    let node = term;
    for (;;) {
      this.#skipSpace();
      const match = /^(?:\*|\+|\?|\{(\d+)(,(\d*))?\})/.exec(this.pattern.slice(this.at));
      if (match === null) return node;
      if (node !== term) throw this.fault('Nested quantifier.');
      this.at += match[0].length;
      const lazy = this.eat('?');
      const [min, max] = boundsOf(match);
      if (min > max) throw this.fault('Illegal {x,y} with x > y.');
      node = { kind: 'loop', inner: node, min, max, lazy };
    }
  }

  #group(): PatternNode | undefined {
    const outer = { ...this.#options };
    const rest = this.pattern.slice(this.at);
    if (!rest.startsWith('?'))
      return this.#closed(this.#options.explicit ? undefined : this.#nextNumber++, outer);
    const comment = /^\?#[^)]*\)/.exec(rest);
    if (comment !== null) {
      this.at += comment[0].length;
      return undefined;
    }
    const named = /^\?(?:<([A-Za-z_]\w*|\d+)>|'([A-Za-z_]\w*|\d+)')/.exec(rest);
    if (named !== null) {
      this.at += named[0].length;
      return this.#closed(this.#names.indexOf(named[1] ?? named[2] ?? ''), outer);
    }
    return this.#specialGroup(rest, outer);
  }

  #specialGroup(rest: string, outer: Options): PatternNode | undefined {
    const look = /^\?(<?)([=!])/.exec(rest);
    if (look !== null) {
      this.at += look[0].length;
      const inner = this.#inside(outer);
      return { kind: 'look', behind: look[1] === '<', negated: look[2] === '!', inner };
    }
    if (rest.startsWith('?>')) {
      this.at += 2;
      return { kind: 'atomic', inner: this.#inside(outer) };
    }
    const condition = /^\?\((\w+)\)/.exec(rest);
    if (condition !== null) return this.#condition(condition, outer);
    const options = /^\?([imnsx]*)(?:-([imnsx]*))?([:)])/.exec(rest);
    if (options === null) throw this.fault('Unrecognized grouping construct.');
    this.at += options[0].length;
    this.#setOptions(options[1] ?? '', true);
    this.#setOptions(options[2] ?? '', false);
    // Without a colon the options hold to the end of the group around.
    return options[3] === ')' ? undefined : this.#inside(outer);
  }

  #setOptions(letters: string, value: boolean): void {
    for (const letter of letters) {
      if (letter === 'i') this.#options.ignoreCase = value;
      else if (letter === 'm') this.#options.multiline = value;
      else if (letter === 'n') this.#options.explicit = value;
      else if (letter === 's') this.#options.singleline = value;
      else this.#options.spaced = value;
    }
  }

  #condition(match: RegExpExecArray, outer: Options): PatternNode {
    this.at += match[0].length;
    const name = match[1] ?? '';
    const group = this.#names.indexOf(name);
    if (group < 0) throw this.fault('Reference to an undefined group.');
    const yes = this.#sequence();
    const no: PatternNode = this.eat('|') ? this.#sequence() : { kind: 'sequence', items: [] };
    if (!this.eat(')')) throw this.fault("Not enough )'s.");
    this.#options = outer;
    return { kind: 'condition', group, yes, no };
  }

  #inside(outer: Options): PatternNode {
    const inner = this.#choice();
    if (!this.eat(')')) throw this.fault("Not enough )'s.");
    this.#options = outer;
    return inner;
  }

  #closed(index: number | undefined, outer: Options): PatternNode {
    const inner = this.#inside(outer);
    return index === undefined ? inner : { kind: 'group', index, inner };
  }

  #escape(): PatternNode {
    const char = this.pattern.charAt(this.at++);
    switch (char) {
      case '':
        throw this.fault('Illegal \\ at end of pattern.');
      case 'b':
        return anchor(isBoundary);
      case 'B':
        return anchor((text, at) => !isBoundary(text, at));
      case 'A':
      case 'G':
        return anchor(isStart);
      case 'Z':
        return anchor(isEndOrLastLine);
      case 'z':
        return anchor((text, at) => at === text.length);
      case 'k':
        return this.#namedReference();
      default:
        break;
    }
    const reference = /^[1-9]\d?/.exec(char + this.pattern.slice(this.at, this.at + 1))?.[0];
    if (reference !== undefined) return this.#numberedReference(reference);
    const test = this.classEscape(char);
    return test === undefined ? this.#literal(this.charEscape(char)) : { kind: 'char', accepts: test };
  }

  #namedReference(): PatternNode {
    const match = /^(?:<(\w+)>|'(\w+)')/.exec(this.pattern.slice(this.at));
    const group = this.#names.indexOf(match?.[1] ?? match?.[2] ?? '');
    if (match === null || group < 0) throw this.fault('Malformed \\k<...> named back reference.');
    this.at += match[0].length;
    return { kind: 'backreference', group, ignoreCase: this.#options.ignoreCase };
  }

  #numberedReference(digits: string): PatternNode {
    const both = Number(digits);
    const group = both < this.#names.length ? both : Number(digits.charAt(0));
    if (group >= this.#names.length) throw this.fault(`Reference to undefined group number ${digits}.`);
    this.at += String(group).length - 1;
    return { kind: 'backreference', group, ignoreCase: this.#options.ignoreCase };
  }
}

function boundsOf(match: RegExpExecArray): readonly [number, number] {
  const [text, min, comma, max] = match;
  if (text === '*') return [0, Number.POSITIVE_INFINITY];
  if (text === '+') return [1, Number.POSITIVE_INFINITY];
  if (text === '?') return [0, 1];
  const least = Number(min);
  if (comma === undefined) return [least, least];
  return [least, max === undefined || max === '' ? Number.POSITIVE_INFINITY : Number(max)];
}

/** Numbers go to the groups without a name first, then to the names, each from left to right. */
function groupNames(pattern: string, options: Options): string[] {
  const source = pattern
    .replace(/\\./gs, '__')
    .replace(/\[(?:\^?\])?[^\]]*\]/g, (set) => '_'.repeat(set.length));
  const names: string[] = [];
  let plain = 0;
  for (const match of source.matchAll(
    /\((?:\?(?:<([A-Za-z_]\w*|\d+)>|'([A-Za-z_]\w*|\d+)'|\((\w+)\))|(?!\?))/g,
  )) {
    const name = match[1] ?? match[2];
    if (name !== undefined) {
      if (!names.includes(name)) names.push(name);
    } else if (match[3] === undefined && !options.explicit) plain++;
  }
  const numbers = Array.from({ length: plain + 1 }, (_, index) => String(index));
  return [...numbers, ...names.filter((name) => !numbers.includes(name))];
}
