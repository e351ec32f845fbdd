import type { BinaryOperator, Node, TypeReference } from '../expressions/ast.ts';

/** Custom code as parsed: the members of a class, whose bodies are statements. Offsets are UTF-16 units of the source. */

export type At = { readonly start: number; readonly end: number };

export type Modifiers = {
  readonly isShared: boolean;
  /** Undefined where the source does not say. */
  readonly access: 'public' | 'private' | undefined;
  readonly isConst: boolean;
  readonly isReadOnly: boolean;
  readonly isDefault: boolean;
};

export type ParameterSyntax = {
  readonly name: string;
  readonly type: TypeReference | undefined;
  readonly isByRef: boolean;
  readonly isParamArray: boolean;
  readonly isOptional: boolean;
  readonly defaultValue: Node | undefined;
};

/** `a As T`, `a(3) As T`, `a As New T(…)`, each with its initializer. */
export type Declarator = At & {
  readonly name: string;
  readonly type: TypeReference | undefined;
  /** Upper bounds of an array made with the variable. */
  readonly sizes: readonly Node[] | undefined;
  readonly initializer: Node | undefined;
};

export type MethodSyntax = At & {
  readonly kind: 'method';
  /** `New` for a constructor. */
  readonly name: string;
  readonly modifiers: Modifiers;
  readonly parameters: readonly ParameterSyntax[];
  /** Undefined for a Sub, and for a Function that returns an Object. */
  readonly returns: TypeReference | undefined;
  readonly isFunction: boolean;
  readonly body: readonly Statement[];
};

export type PropertySyntax = At & {
  readonly kind: 'property';
  readonly name: string;
  readonly modifiers: Modifiers;
  readonly parameters: readonly ParameterSyntax[];
  readonly returns: TypeReference | undefined;
  readonly getter: readonly Statement[] | undefined;
  readonly setter: { readonly valueName: string; readonly body: readonly Statement[] } | undefined;
  /** An automatic property has neither, and may have a value to begin with. */
  readonly initializer: Node | undefined;
};

export type FieldSyntax = {
  readonly kind: 'field';
  readonly modifiers: Modifiers;
  readonly declarators: readonly Declarator[];
};

export type EnumSyntax = At & {
  readonly kind: 'enum';
  readonly name: string;
  readonly members: readonly { readonly name: string; readonly value: Node | undefined }[];
};

export type ClassSyntax = At & {
  readonly kind: 'class';
  readonly name: string;
  readonly isStructure: boolean;
  readonly members: readonly MemberSyntax[];
};

export type MemberSyntax = MethodSyntax | PropertySyntax | FieldSyntax | EnumSyntax | ClassSyntax;

export type LoopKind = 'for' | 'do' | 'while';

export type CaseClause =
  | { readonly kind: 'value'; readonly value: Node }
  | { readonly kind: 'range'; readonly from: Node; readonly to: Node }
  | { readonly kind: 'comparison'; readonly operator: BinaryOperator; readonly value: Node };

export type Branch = { readonly condition: Node; readonly body: readonly Statement[] };

export type CatchSyntax = {
  readonly name: string | undefined;
  readonly type: TypeReference | undefined;
  readonly when: Node | undefined;
  readonly body: readonly Statement[];
};

/** The variable of a loop: a new one where it has a type, else an old one or a new one of an inferred type. */
export type LoopVariable = {
  readonly target: Node;
  readonly name: string | undefined;
  readonly type: TypeReference | undefined;
};

export type Statement = At &
  (
    | {
        readonly kind: 'dim';
        readonly declarators: readonly Declarator[];
        readonly isStatic: boolean;
        readonly isConst: boolean;
      }
    | {
        readonly kind: 'assign';
        readonly target: Node;
        readonly operator: BinaryOperator | undefined;
        readonly value: Node;
      }
    | { readonly kind: 'call'; readonly call: Node }
    | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly otherwise: readonly Statement[] }
    | {
        readonly kind: 'select';
        readonly subject: Node;
        readonly cases: readonly {
          readonly clauses: readonly CaseClause[];
          readonly body: readonly Statement[];
        }[];
        readonly otherwise: readonly Statement[];
      }
    | {
        readonly kind: 'for';
        readonly variable: LoopVariable;
        readonly from: Node;
        readonly to: Node;
        readonly step: Node | undefined;
        readonly body: readonly Statement[];
      }
    | {
        readonly kind: 'forEach';
        readonly variable: LoopVariable;
        readonly items: Node;
        readonly body: readonly Statement[];
      }
    | {
        readonly kind: 'loop';
        readonly loop: 'do' | 'while';
        /** Undefined where the loop has no end of its own. */
        readonly condition: Node | undefined;
        readonly isUntil: boolean;
        readonly isTestedFirst: boolean;
        readonly body: readonly Statement[];
      }
    | { readonly kind: 'exit'; readonly what: LoopKind | 'method' | 'select' | 'try' }
    | { readonly kind: 'continue'; readonly what: LoopKind }
    | { readonly kind: 'return'; readonly value: Node | undefined }
    | { readonly kind: 'throw'; readonly value: Node | undefined }
    | {
        readonly kind: 'try';
        readonly body: readonly Statement[];
        readonly catches: readonly CatchSyntax[];
        readonly finally: readonly Statement[];
      }
    | { readonly kind: 'with'; readonly target: Node; readonly body: readonly Statement[] }
    | {
        readonly kind: 'using';
        readonly declarators: readonly Declarator[];
        readonly body: readonly Statement[];
      }
    | {
        readonly kind: 'redim';
        readonly isPreserving: boolean;
        readonly targets: readonly { readonly target: Node; readonly sizes: readonly Node[] }[];
      }
    | { readonly kind: 'erase'; readonly targets: readonly Node[] }
    | { readonly kind: 'label'; readonly name: string }
    | { readonly kind: 'goto'; readonly label: string }
    | {
        readonly kind: 'onError';
        readonly mode: 'off' | 'resumeNext' | 'goto';
        readonly label: string | undefined;
      }
    | {
        readonly kind: 'resume';
        readonly mode: 'again' | 'next' | 'goto';
        readonly label: string | undefined;
      }
  );
