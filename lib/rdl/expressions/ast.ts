import type { Value } from '../values/value.ts';

/** Where a node stands in its source: UTF-16 offsets, `end` exclusive. */
export type Span = { readonly start: number; readonly end: number };

/** A parsed report expression. `source` is the text as written, with its leading `=` where it had one. */
export type Expression = { readonly source: string; readonly root: Node };

/** The abstract syntax of a Visual Basic expression (language version 11). Names keep the case of the source. */
export type Node =
  | LiteralNode
  | NameNode
  | PredefinedTypeNode
  | MemberNode
  | BangNode
  | CallNode
  | UnaryNode
  | BinaryNode
  | ParenthesizedNode
  | IfNode
  | CastNode
  | TypeOfNode
  | GetTypeNode
  | NewNode
  | ArrayLiteralNode
  | LambdaNode
  | AddressOfNode;

export type LiteralNode = Span & { readonly kind: 'literal'; readonly value: Value };

/** A plain name, possibly generic (`List(Of String)`); `Me`, `MyClass` and `Global` are names too. */
export type NameNode = Span & {
  readonly kind: 'name';
  readonly name: string;
  readonly typeArguments: readonly TypeReference[];
};

/** A type keyword where an expression stands, as in `String.Format(…)`; `type` is its .NET name (`Int32`). */
export type PredefinedTypeNode = Span & { readonly kind: 'predefinedType'; readonly type: string };

/** `target.name`; without a target it belongs to the enclosing `With` (custom code only). */
export type MemberNode = Span & {
  readonly kind: 'member';
  readonly target: Node | undefined;
  readonly name: string;
  readonly typeArguments: readonly TypeReference[];
};

/** `target!name`: the default property with a text key, as in `Fields!Sales`. */
export type BangNode = Span & {
  readonly kind: 'bang';
  readonly target: Node | undefined;
  readonly name: string;
};

/** `target(arguments)`: a call, an index into an array, or a default property; the syntax does not tell. */
export type CallNode = Span & {
  readonly kind: 'call';
  readonly target: Node;
  readonly arguments: readonly Argument[];
};

/** `name:=value` or a positional value; `value` is absent where an optional argument is left out (`f(a, , b)`). */
export type Argument = { readonly name: string | undefined; readonly value: Node | undefined };

export type UnaryOperator = '-' | '+' | 'Not';

export type BinaryOperator =
  | '^'
  | '*'
  | '/'
  | '\\'
  | 'Mod'
  | '+'
  | '-'
  | '&'
  | '<<'
  | '>>'
  | '='
  | '<>'
  | '<'
  | '>'
  | '<='
  | '>='
  | 'Is'
  | 'IsNot'
  | 'Like'
  | 'And'
  | 'AndAlso'
  | 'Or'
  | 'OrElse'
  | 'Xor';

export type UnaryNode = Span & {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Node;
};

export type BinaryNode = Span & {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Node;
  readonly right: Node;
};

/** Kept in the tree: an argument in parentheses is passed as a copy. */
export type ParenthesizedNode = Span & { readonly kind: 'parenthesized'; readonly inner: Node };

/** The `If` operator, which evaluates only what it returns: `If(condition, a, b)` or `If(a, b)`. */
export type IfNode = Span & { readonly kind: 'if'; readonly operands: readonly Node[] };

/** `CInt(x)` and its like have `operation` `Conversion`; `CType`, `DirectCast` and `TryCast` name their type. */
export type CastNode = Span & {
  readonly kind: 'cast';
  readonly operation: 'Conversion' | 'CType' | 'DirectCast' | 'TryCast';
  readonly operand: Node;
  readonly type: TypeReference;
};

export type TypeOfNode = Span & {
  readonly kind: 'typeOf';
  readonly operand: Node;
  readonly type: TypeReference;
  readonly negated: boolean;
};

export type GetTypeNode = Span & { readonly kind: 'getType'; readonly type: TypeReference };

/** `New T(arguments)`; `items` is the initializer of an array or `From` collection, `members` that of `With {.A = 1}`. */
export type NewNode = Span & {
  readonly kind: 'new';
  readonly type: TypeReference;
  readonly arguments: readonly Argument[];
  readonly isArray: boolean;
  readonly items: readonly Node[] | undefined;
  readonly members: readonly { readonly name: string; readonly value: Node }[] | undefined;
};

/** `{1, 2, 3}`: an array whose element type is inferred. */
export type ArrayLiteralNode = Span & { readonly kind: 'arrayLiteral'; readonly items: readonly Node[] };

/** `Function(x) x + 1`. Only lambdas of one expression. */
export type LambdaNode = Span & {
  readonly kind: 'lambda';
  readonly parameters: readonly { readonly name: string; readonly type: TypeReference | undefined }[];
  readonly body: Node;
};

export type AddressOfNode = Span & { readonly kind: 'addressOf'; readonly target: Node };

/** A type as written: `System.Collections.Generic.List(Of String)`, `Integer()`. */
export type TypeReference = {
  /** The dotted name; keywords are replaced by their .NET name (`Integer` -> `Int32`). */
  readonly name: string;
  readonly typeArguments: readonly TypeReference[];
  /** The rank of each array suffix, outermost first: `Integer()` -> [1], `Integer(,)` -> [2], `Integer()()` -> [1, 1]. */
  readonly ranks: readonly number[];
  readonly nullable: boolean;
};
