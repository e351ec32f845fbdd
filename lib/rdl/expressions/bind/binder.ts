import type { CallNode, LiteralNode, Node, Span, TypeReference } from '../ast.ts';
import { findType } from '../library/namespaces.ts';
import { membersOf } from '../library/registry.ts';
import { isValueType, type StaticType } from '../static-type.ts';
import { type Bound, boundConstant, boundValue } from './bound.ts';
import { bindCall } from './calls.ts';
import { bindArrayLiteral, bindCast, bindGetType, bindIf, bindTypeOf } from './casts.ts';
import { type BindContext, compileError, type Meaning, type Scope, type TypeTable } from './context.ts';
import { itemCallMeaning } from './item-call.ts';
import { bindLambda } from './lambda.ts';
import { bangMeaning, memberMeaning, nameMeaning, valueOfMeaning } from './names.ts';
import { bindNew } from './new.ts';
import { bindBinary, bindUnary } from './operators.ts';
import { bindReportFunction } from './report-functions.ts';

/**
 * Resolves the names and types of an expression, as the compiler does before anything runs: the faults it finds are
 * those of a report that is refused.
 */
export class Binder implements BindContext {
  readonly scope: Scope;
  readonly types: TypeTable;
  readonly hasReportFunctions: boolean;
  readonly withTarget: Bound | undefined;
  readonly #locals: { count: number };

  constructor(parts: {
    readonly scope: Scope;
    readonly types: TypeTable;
    readonly hasReportFunctions: boolean;
    readonly withTarget?: Bound | undefined;
    /** Counts the variables of a function; shared with the binders of its blocks. */
    readonly locals?: { count: number };
  }) {
    this.scope = parts.scope;
    this.types = parts.types;
    this.hasReportFunctions = parts.hasReportFunctions;
    this.withTarget = parts.withTarget;
    this.#locals = parts.locals ?? { count: 0 };
  }

  reserveLocal(): number {
    return this.#locals.count++;
  }

  within(scope: Scope): Binder {
    return this.#copy({ scope });
  }

  withBlock(target: Bound): Binder {
    return this.#copy({ withTarget: target });
  }

  #copy(changes: { readonly scope?: Scope; readonly withTarget?: Bound }): Binder {
    return new Binder({
      scope: this.scope,
      types: this.types,
      hasReportFunctions: this.hasReportFunctions,
      withTarget: this.withTarget,
      locals: this.#locals,
      ...changes,
    });
  }

  /** @throws CompileFault */
  bind(node: Node): Bound {
    switch (node.kind) {
      case 'literal':
        return bindLiteral(node);
      case 'parenthesized':
        return withoutPlace(this.bind(node.inner), node);
      case 'unary':
        return bindUnary(node, this);
      case 'binary':
        return bindBinary(node, this);
      case 'call':
        return this.#bindCall(node);
      case 'if':
        return bindIf(node, this);
      case 'cast':
        return bindCast(node, this);
      case 'typeOf':
        return bindTypeOf(node, this);
      case 'getType':
        return bindGetType(node, this);
      case 'new':
        return bindNew(node, this);
      case 'arrayLiteral':
        return bindArrayLiteral(node, this);
      case 'lambda':
        return bindLambda(node, this);
      case 'addressOf':
        return compileError("'AddressOf' is not supported.", node);
      default:
        return valueOfMeaning(this.meaning(node), node, this);
    }
  }

  #bindCall(node: CallNode): Bound {
    const item = itemCallMeaning(node, this);
    if (item !== undefined) return valueOfMeaning(item, node, this);
    return bindReportFunction(node, this) ?? bindCall(node, this);
  }

  /** @throws CompileFault */
  meaning(node: Node): Meaning {
    switch (node.kind) {
      case 'name':
        return nameMeaning(node, this);
      case 'predefinedType':
        return { kind: 'type', type: node.type };
      case 'member':
        return memberMeaning(node, this);
      case 'bang':
        return bangMeaning(node, this);
      case 'call':
        return itemCallMeaning(node, this) ?? { kind: 'value', value: this.bind(node) };
      default:
        return { kind: 'value', value: this.bind(node) };
    }
  }

  /** @throws CompileFault for a type that is not known */
  resolveType(reference: TypeReference, span: Span): StaticType {
    if (NULLABLE.test(reference.name)) return `Object${arraySuffix(reference)}`;
    if (DELEGATE.test(reference.name)) return `Delegate${arraySuffix(reference)}`;
    const base = this.types.find(reference.name) ?? findType(reference.name);
    if (base === undefined) return compileError(`Type '${reference.name}' is not defined.`, span);
    const list = reference.typeArguments.map((each) => this.resolveType(each, span));
    const name = list.length === 0 ? base : `${base}(Of ${list.join(', ')})`;
    // A nullable value is held as an Object: Nothing or the value.
    const plain = reference.nullable && isValueType(name) ? 'Object' : name;
    if (list.length > 0 && membersOf(name) === undefined) {
      return compileError(`Type '${name}' is not supported.`, span);
    }
    return plain + arraySuffix(reference);
  }
}

/** `Nullable(Of Integer)` is another way to write `Integer?`. */
const NULLABLE = /^(System\.)?Nullable$/i;

/** What a lambda expression is held in; its own parameters say what it takes. */
const DELEGATE = /^(System\.)?(Func|Predicate|Comparison|Converter)$/i;

function arraySuffix({ ranks }: TypeReference): string {
  return ranks.map((rank) => `(${','.repeat(rank - 1)})`).join('');
}

function bindLiteral(node: LiteralNode): Bound {
  const { value } = node;
  return boundConstant(value, value.type, node);
}

/** In parentheses a variable is a value: it is not passed by reference. */
function withoutPlace(bound: Bound, span: Span): Bound {
  if (bound.constant !== undefined) return { ...bound, span };
  return boundValue(bound.type, span, bound.run);
}
