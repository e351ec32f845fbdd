import { ParseError, type Token } from './token.ts';

/** Deepest nesting of a syntax tree; the evaluator recurses along it. */
export const MAX_DEPTH = 400;

/** A place in a list of tokens. All `eat…` methods move past what they find. */
export class TokenCursor {
  readonly #tokens: readonly Token[];
  readonly #end: Token;
  #index = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    const end = tokens.at(-1);
    if (end === undefined) throw new RangeError('A list of tokens holds at least its end.');
    this.#tokens = tokens;
    this.#end = end;
  }

  get token(): Token {
    return this.#tokens[this.#index] ?? this.#end;
  }

  /** The token `offset` places on (or back, where negative). */
  peek(offset: number): Token {
    return this.#tokens[this.#index + offset] ?? this.#end;
  }

  /** Where the last token read ended. */
  get previousEnd(): number {
    return this.#tokens[this.#index - 1]?.end ?? 0;
  }

  next(): Token {
    const token = this.token;
    if (token.kind !== 'end') this.#index++;
    return token;
  }

  isPunctuation(text: string): boolean {
    return this.token.kind === 'punctuation' && this.token.text === text;
  }

  isKeyword(keyword: string): boolean {
    return this.token.kind === 'identifier' && this.token.keyword === keyword;
  }

  eatPunctuation(text: string): boolean {
    if (!this.isPunctuation(text)) return false;
    this.#index++;
    return true;
  }

  eatKeyword(keyword: string): boolean {
    if (!this.isKeyword(keyword)) return false;
    this.#index++;
    return true;
  }

  /** Skips one end of line, where the grammar lets a line go on (after an operator, a comma, an opening parenthesis). */
  eatNewline(): void {
    if (this.token.kind === 'newline') this.#index++;
  }

  /** Skips an end of line that stands before `text`, as before a closing parenthesis. */
  eatNewlineBefore(text: string): void {
    if (this.token.kind !== 'newline') return;
    const next = this.peek(1);
    if (next.kind === 'punctuation' && next.text === text) this.#index++;
  }

  expectPunctuation(text: string): void {
    if (!this.eatPunctuation(text)) this.fail(`'${text}' expected.`);
  }

  expectKeyword(keyword: string): void {
    if (!this.eatKeyword(keyword)) this.fail(`'${keyword}' expected.`);
  }

  /** Runs `parse` one level deeper, so that hostile nesting is refused before the stack ends. */
  nested<T>(parse: () => T): T {
    if (this.#depth >= MAX_DEPTH) this.fail('The expression is nested too deeply.');
    this.#depth++;
    try {
      return parse();
    } finally {
      this.#depth--;
    }
  }

  fail(message: string): never {
    throw new ParseError(message, this.token.start);
  }
}
