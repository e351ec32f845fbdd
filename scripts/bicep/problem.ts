/** One thing that Azure would refuse, or that would do less than it says. */
export type Problem = {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly rule: Rule;
  readonly text: string;
};

export type Rule =
  | 'syntax'
  | 'unknown-name'
  | 'unknown-function'
  | 'declared-twice'
  | 'never-used'
  | 'not-described'
  | 'outside-limits'
  | 'missing-module'
  | 'module-parameter'
  | 'module-output'
  | 'unknown-type'
  | 'wrong-parent'
  | 'unknown-property'
  | 'missing-property'
  | 'wrong-type'
  | 'wrong-literal'
  | 'refused'
  | 'parameter-file';

export function showProblem({ file, line, rule, text }: Problem): string {
  return `${file}:${line} ${rule}: ${text}`;
}
