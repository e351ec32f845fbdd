/** A regular expression of .NET as a tree. */
export type PatternNode =
  | { readonly kind: 'char'; readonly accepts: CharTest }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | { readonly kind: 'group'; readonly index: number; readonly inner: PatternNode }
  | { readonly kind: 'atomic'; readonly inner: PatternNode }
  | {
      readonly kind: 'look';
      readonly behind: boolean;
      readonly negated: boolean;
      readonly inner: PatternNode;
    }
  | {
      readonly kind: 'loop';
      readonly inner: PatternNode;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
    }
  | { readonly kind: 'anchor'; readonly holds: (text: string, at: number) => boolean }
  | { readonly kind: 'backreference'; readonly group: number; readonly ignoreCase: boolean }
  | {
      readonly kind: 'condition';
      readonly group: number;
      readonly yes: PatternNode;
      readonly no: PatternNode;
    };

export type CharTest = (char: string) => boolean;

export type ParsedPattern = {
  readonly root: PatternNode;
  /** Names of the groups by number; those without a name are named by it. */
  readonly groupNames: readonly string[];
};

export const RegexOption = {
  ignoreCase: 1,
  multiline: 2,
  explicitCapture: 4,
  singleline: 16,
  ignoreWhitespace: 32,
  rightToLeft: 64,
} as const;
