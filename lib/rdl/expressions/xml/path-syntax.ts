import { EvaluationFault } from '../../values/fault.ts';

/** The part of XPath 1.0 that reports use: paths with predicates, comparisons, and the common functions. */

export type PathExpression =
  | { readonly kind: 'literal'; readonly value: string | number }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: PathExpression;
      readonly right: PathExpression;
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly PathExpression[] }
  | { readonly kind: 'path'; readonly isAbsolute: boolean; readonly steps: readonly Step[] };

export type Axis = 'child' | 'attribute' | 'descendant-or-self' | 'self' | 'parent';

export type Step = {
  readonly axis: Axis;
  /** A name, `*`, `text()`, `comment()` or `node()`. */
  readonly test: string;
  readonly predicates: readonly PathExpression[];
};

export function pathFault(text: string): EvaluationFault {
  return new EvaluationFault('XPathException', `'${text}' has an invalid token.`);
}

const TOKEN =
  /\s*(?:("[^"]*"|'[^']*')|(\d+(?:\.\d*)?|\.\d+)|([\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{N}_.-]*)?)|(\/\/|\.\.|::|!=|<=|>=|[/.@*[\]()|=<>,+-]))/uy;

const MAX_LENGTH = 4000;
const MAX_DEPTH = 50;

/** Operators from the loosest to the tightest. */
const LEVELS: readonly (readonly string[])[] = [
  ['|'],
  ['or'],
  ['and'],
  ['=', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
];

/** @throws EvaluationFault XPathException */
export function parsePath(text: string): PathExpression {
  return new PathParser(text).parse();
}

class PathParser {
  readonly #text: string;
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  parse(): PathExpression {
    const result = this.#binary(0);
    if (this.#at < this.#tokens.length) throw pathFault(this.#text);
    return result;
  }

  #peek(): string {
    return this.#tokens[this.#at] ?? '';
  }

  #accept(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#at += 1;
    return true;
  }

  #expect(token: string): void {
    if (!this.#accept(token)) throw pathFault(this.#text);
  }

  #binary(level: number): PathExpression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#primary();
    let left = this.#binary(level + 1);
    while (operators.includes(this.#peek())) {
      const operator = this.#peek();
      this.#at += 1;
      left = { kind: 'binary', operator, left, right: this.#binary(level + 1) };
    }
    return left;
  }

  #primary(): PathExpression {
    const token = this.#peek();
    if (/^["']/.test(token)) {
      this.#at += 1;
      return { kind: 'literal', value: token.slice(1, -1) };
    }
    if (/^\.?\d/.test(token)) {
      this.#at += 1;
      return { kind: 'literal', value: Number(token) };
    }
    if (this.#accept('(')) {
      const inner = this.#nested();
      this.#expect(')');
      return inner;
    }
    return this.#tokens[this.#at + 1] === '(' && !NODE_TESTS.has(token) ? this.#call() : this.#path();
  }

  #nested(): PathExpression {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw pathFault(this.#text);
    const result = this.#binary(0);
    this.#depth -= 1;
    return result;
  }

  #call(): PathExpression {
    const name = this.#peek();
    this.#at += 2;
    const args: PathExpression[] = [];
    if (!this.#accept(')')) {
      do args.push(this.#nested());
      while (this.#accept(','));
      this.#expect(')');
    }
    return { kind: 'call', name, args };
  }

  #path(): PathExpression {
    const steps: Step[] = [];
    const isAbsolute = this.#peek().startsWith('/');
    if (this.#accept('/') && !this.#startsStep()) return { kind: 'path', isAbsolute, steps };
    do {
      if (this.#accept('//')) steps.push({ axis: 'descendant-or-self', test: 'node()', predicates: [] });
      steps.push(this.#step());
    } while (this.#accept('/') || this.#peek() === '//');
    return { kind: 'path', isAbsolute, steps };
  }

  #startsStep(): boolean {
    return /^([\p{L}_@*]|\.)/u.test(this.#peek());
  }

  #step(): Step {
    if (this.#accept('.')) return { axis: 'self', test: 'node()', predicates: [] };
    if (this.#accept('..')) return { axis: 'parent', test: 'node()', predicates: [] };
    const axis = this.#axis();
    const test = this.#test();
    const predicates: PathExpression[] = [];
    while (this.#accept('[')) {
      predicates.push(this.#nested());
      this.#expect(']');
    }
    return { axis, test, predicates };
  }

  #axis(): Axis {
    if (this.#accept('@')) return 'attribute';
    if (this.#tokens[this.#at + 1] !== '::') return 'child';
    const axis = AXES.find((each) => each === this.#peek());
    if (axis === undefined) throw pathFault(this.#text);
    this.#at += 2;
    return axis;
  }

  #test(): string {
    const token = this.#peek();
    this.#at += 1;
    if (NODE_TESTS.has(token) && this.#accept('(')) {
      this.#expect(')');
      return `${token}()`;
    }
    if (token.includes(':')) {
      throw new EvaluationFault('XPathException', 'Namespace Manager or XsltContext needed.');
    }
    if (token !== '*' && !/^[\p{L}_]/u.test(token)) throw pathFault(this.#text);
    return token;
  }
}

const AXES: readonly Axis[] = ['child', 'attribute', 'descendant-or-self', 'self', 'parent'];
const NODE_TESTS = new Set(['text', 'comment', 'node']);

function tokensOf(text: string): readonly string[] {
  if (text.length > MAX_LENGTH) throw pathFault(text.slice(0, 100));
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const source = text.trimEnd();
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source);
    if (match === null) throw pathFault(text);
    tokens.push(match[0].trimStart());
  }
  return tokens;
}
