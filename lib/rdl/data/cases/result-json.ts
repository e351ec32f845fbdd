import type { TypedJson } from '../../values/typed-json.ts';
import { writeTypedJson } from '../../values/typed-json.ts';
import type { Evaluated } from '../../values/value.ts';

/** A result as tables of cases write it. */
export type ResultJson = TypedJson | { readonly error: string; readonly code: string };

/** A failure is one of publishing, of compiling, or of the text box alone, with the report engine's code. */
export function resultJson(evaluated: Evaluated): ResultJson {
  if (evaluated.ok) return writeTypedJson(evaluated.value);
  switch (evaluated.kind) {
    case 'publish':
    case 'compile':
      return { error: evaluated.kind, code: evaluated.code ?? 'rsCompilerErrorInExpression' };
    default:
      return { error: 'runtime', code: evaluated.code ?? 'rsRuntimeErrorInExpression' };
  }
}
