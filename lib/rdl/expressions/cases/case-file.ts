import type { TypedJson } from '../../values/typed-json.ts';

/** One expression of a table of cases, and where it is evaluated. */
export type ExpressionCase = {
  readonly id: string;
  readonly expression: string;
  /** A language, or `invariant`. */
  readonly culture?: string;
  readonly fields?: Readonly<Record<string, TypedJson>>;
  readonly parameters?: Readonly<Record<string, ParameterJson>>;
};

export type ParameterJson = {
  readonly isMultiValue: boolean;
  readonly value: TypedJson;
  readonly label?: TypedJson;
};

/** Custom code and calls of it, in order; its state lasts from call to call. */
export type CodeCase = {
  readonly id: string;
  readonly culture?: string;
  readonly code: string;
  readonly calls: readonly {
    readonly expression: string;
    readonly fields?: Readonly<Record<string, TypedJson>>;
  }[];
};

export type ErrorJson = { readonly error: string };

export type CaseResult =
  | { readonly id: string; readonly result: TypedJson | ErrorJson }
  | { readonly id: string; readonly results: readonly (TypedJson | ErrorJson)[] };

export function isCodeCase(one: ExpressionCase | CodeCase): one is CodeCase {
  return 'calls' in one;
}

/** Whether a parsed file is a table of expressions or of custom code. */
export function isExpressionCases(json: unknown): json is readonly (ExpressionCase | CodeCase)[] {
  return (
    Array.isArray(json) &&
    json.every(
      (one: unknown) => typeof one === 'object' && one !== null && ('expression' in one || 'calls' in one),
    )
  );
}
