import type { Span } from '../ast.ts';
import { findImported } from '../library/namespaces.ts';
import type { CodeModule } from '../session.ts';
import { boundValue } from './bound.ts';
import { findCollection } from './collections.ts';
import { compileError, type Meaning, type Scope } from './context.ts';

/** System.Convert has a field of this name, so that the plain name may mean two things. */
const AMBIGUOUS = new Set(['dbnull']);

/** What an expression sees: the collections of the report, its custom code, and the imported library. */
export function hostScope(code: CodeModule | undefined): Scope {
  return {
    lookup: (name, span) => {
      const key = name.toLowerCase();
      const collection = findCollection(key);
      if (collection !== undefined) return { kind: 'collection', collection };
      if (key === 'code' && code !== undefined) return codeMeaning(code, span);
      return libraryMeaning(name, span);
    },
  };
}

function codeMeaning(code: CodeModule, span: Span): Meaning {
  const { fault } = code;
  if (fault !== undefined) throw fault;
  return {
    kind: 'value',
    value: boundValue('Code', span, (frame) => frame.environment.session.codeInstance),
  };
}

/** The library alone: what custom code sees beside its own names. */
export function libraryMeaning(name: string, span: Span): Meaning | undefined {
  if (AMBIGUOUS.has(name.toLowerCase())) return compileError(`'${name}' is ambiguous.`, span);
  const found = findImported(name);
  if (found?.kind === 'group') return { ...found, name, target: undefined };
  return found;
}
