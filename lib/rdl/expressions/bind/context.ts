import type { Value } from '../../values/value.ts';
import type { Node, Span, TypeReference } from '../ast.ts';
import { CompileFault } from '../faults.ts';
import type { Overload } from '../library/signature.ts';
import type { TypeMembers } from '../library/type-members.ts';
import type { StaticType } from '../static-type.ts';
import type { Bound } from './bound.ts';

/** The collections of the report object model. */
export const COLLECTIONS = [
  'Fields',
  'Parameters',
  'Globals',
  'User',
  'Variables',
  'ReportItems',
  'DataSets',
  'DataSources',
] as const;

export type CollectionName = (typeof COLLECTIONS)[number];

/** What a name or a member access means before it is known whether arguments follow. */
export type Meaning =
  | { readonly kind: 'value'; readonly value: Bound }
  | { readonly kind: 'type'; readonly type: StaticType }
  | { readonly kind: 'namespace'; readonly name: string }
  /** Methods or properties of one name; `target` is the instance, absent for shared ones. */
  | {
      readonly kind: 'group';
      readonly name: string;
      readonly overloads: readonly Overload[];
      readonly target: Bound | undefined;
    }
  /** A member of an Object, found when it runs. */
  | { readonly kind: 'late'; readonly name: string; readonly target: Bound }
  | { readonly kind: 'collection'; readonly collection: CollectionName }
  /** `Fields!A`, before `.Value`. */
  | { readonly kind: 'item'; readonly collection: CollectionName; readonly key: Bound };

/** The names that are visible at a place; an inner scope asks the one around it. */
export interface Scope {
  lookup(name: string, span: Span): Meaning | undefined;
  /** What the name means where arguments follow it: in a function its own name is its result, but a call with them. */
  lookupCall?(name: string, span: Span): Meaning | undefined;
}

/** Types beyond the library's: those that custom code declares. */
export interface TypeTable {
  members(type: StaticType): TypeMembers | undefined;
  /** The declared name of a type that is written in any case; undefined where there is none. */
  find(name: string): StaticType | undefined;
  /** What a variable of a type begins with. */
  zero(type: StaticType): Value;
}

/** How an expression is bound at a place. */
export interface BindContext {
  readonly scope: Scope;
  readonly types: TypeTable;
  /** True where calls of Sum and its like are the report's, false where they are ordinary names. */
  readonly hasReportFunctions: boolean;
  /** The target of `.name` in a With block. */
  readonly withTarget: Bound | undefined;
  /** Makes room for variables of a lambda expression. */
  reserveLocal(): number;
  bind(node: Node): Bound;
  meaning(node: Node): Meaning;
  resolveType(reference: TypeReference, span: Span): StaticType;
  within(scope: Scope): BindContext;
}

export function compileError(message: string, span: Span): never {
  throw new CompileFault(message, span.start);
}
