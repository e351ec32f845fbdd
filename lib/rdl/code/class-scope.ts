import type { Span } from '../expressions/ast.ts';
import { boundValue } from '../expressions/bind/bound.ts';
import type { Meaning, Scope } from '../expressions/bind/context.ts';
import { libraryMeaning } from '../expressions/bind/host-scope.ts';
import type { CodeType } from './code-type.ts';

/** What the methods of a class see: its members, its types and those around it, then the library. */
export class ClassScope implements Scope {
  readonly #type: CodeType;
  readonly #outer: Scope | undefined;

  constructor(type: CodeType, outer: Scope | undefined) {
    this.#type = type;
    this.#outer = outer;
  }

  lookup(name: string, span: Span): Meaning | undefined {
    const key = name.toLowerCase();
    if (key === 'me' || key === 'myclass') return { kind: 'value', value: this.#me(span) };
    return (
      this.#member(key, name, span) ??
      this.#outer?.lookup(name, span) ??
      (this.#outer === undefined ? this.#report(key, name, span) : undefined)
    );
  }

  #me(span: Span) {
    return boundValue(this.#type.name, span, (frame) => frame.self);
  }

  #member(key: string, name: string, span: Span): Meaning | undefined {
    const members = this.#type.ownMembers;
    const instance = members.instance.get(key);
    if (instance !== undefined) return { kind: 'group', name, overloads: instance, target: this.#me(span) };
    const shared = members.shared.get(key);
    if (shared !== undefined) return { kind: 'group', name, overloads: shared, target: undefined };
    const nested = this.#type.nestedType(key);
    return nested === undefined ? undefined : { kind: 'type', type: nested };
  }

  /** `Report` is the report's object model in custom code. */
  #report(key: string, name: string, span: Span): Meaning | undefined {
    return key === 'report' ? { kind: 'namespace', name: 'Report' } : libraryMeaning(name, span);
  }
}
