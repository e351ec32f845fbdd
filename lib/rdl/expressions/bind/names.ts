import { stringValue } from '../../values/make.ts';
import type { BangNode, MemberNode, NameNode, Span } from '../ast.ts';
import { enumValue } from '../conversions/convert.ts';
import { enumNames } from '../library/enums.ts';
import { findNamespaceMember } from '../library/namespaces.ts';
import { membersOf, OBJECT_MEMBERS } from '../library/registry.ts';
import { visualBasicName } from '../runtime-type.ts';
import type { StaticType } from '../static-type.ts';
import { type Bound, boundConstant, isNothing } from './bound.ts';
import { callGroup, callLate, indexBound } from './calls.ts';
import { bindItem, collectionMember, findCollection, itemMember } from './collections.ts';
import { type BindContext, compileError, type Meaning } from './context.ts';

/** @throws CompileFault where nothing of that name is declared */
export function nameMeaning(node: NameNode, context: BindContext): Meaning {
  if (node.typeArguments.length > 0) {
    const reference = { name: node.name, typeArguments: node.typeArguments, ranks: [], nullable: false };
    return { kind: 'type', type: context.resolveType(reference, node) };
  }
  const meaning = context.scope.lookup(node.name, node);
  return meaning ?? compileError(`'${node.name}' is not declared.`, node);
}

/** What a meaning is worth as a value: a property is read, a method without arguments called. @throws CompileFault */
export function valueOfMeaning(meaning: Meaning, span: Span, context: BindContext): Bound {
  switch (meaning.kind) {
    case 'value':
      return meaning.value;
    case 'group':
      return callGroup(meaning, [], span, context);
    case 'late':
      return callLate(meaning.target, meaning.name, [], span);
    case 'item':
      return bindItem(meaning.collection, meaning.key, span);
    case 'type':
      return compileError(
        `'${visualBasicName(meaning.type)}' is a type and cannot be used as an expression.`,
        span,
      );
    case 'namespace':
      return compileError(`'${meaning.name}' is a namespace and cannot be used as an expression.`, span);
    case 'collection':
      return compileError(`'${meaning.collection}' needs the name of one of its items.`, span);
    default:
      return compileError('Not an expression.', span);
  }
}

/** `target.name`. @throws CompileFault */
export function memberMeaning(node: MemberNode, context: BindContext): Meaning {
  const { name } = node;
  if (node.target === undefined) return memberOfValue(withTarget(node, context), name, node, context);
  const target = context.meaning(node.target);
  switch (target.kind) {
    case 'namespace':
      return namespaceMember(target.name, node, context);
    case 'type':
      return memberOfType(target.type, name, node, context);
    case 'collection':
      return collectionMember(target.collection, name, node);
    case 'item': {
      const member = itemMember(target.collection, target.key, name, node);
      return member ?? memberOfValue(valueOfMeaning(target, node, context), name, node, context);
    }
    default:
      return memberOfValue(valueOfMeaning(target, node.target, context), name, node, context);
  }
}

function withTarget(span: Span, context: BindContext): Bound {
  return (
    context.withTarget ?? compileError("Leading '.' or '!' can only appear inside a 'With' statement.", span)
  );
}

function namespaceMember(namespace: string, node: MemberNode, context: BindContext): Meaning {
  if (node.typeArguments.length > 0) {
    const reference = {
      name: `${namespace}.${node.name}`,
      typeArguments: node.typeArguments,
      ranks: [],
      nullable: false,
    };
    return { kind: 'type', type: context.resolveType(reference, node) };
  }
  if (namespace === 'Report') return reportMember(node);
  const found = findNamespaceMember(namespace, node.name);
  if (found === undefined) return compileError(`'${node.name}' is not a member of '${namespace}'.`, node);
  return found.kind === 'group' ? { ...found, name: node.name, target: undefined } : found;
}

/** `Report.Parameters` and its like: the collections of the report, by way of custom code's `Report`. */
function reportMember(node: MemberNode): Meaning {
  const collection = findCollection(node.name);
  if (collection === undefined) return compileError(`'${node.name}' is not a member of 'Report'.`, node);
  return { kind: 'collection', collection };
}

function memberOfType(type: StaticType, name: string, span: Span, context: BindContext): Meaning {
  const constant = enumConstant(type, name, span);
  if (constant !== undefined) return { kind: 'value', value: constant };
  const members = context.types.members(type) ?? membersOf(type);
  const overloads = members?.shared.get(name.toLowerCase());
  if (overloads !== undefined) return { kind: 'group', name, overloads, target: undefined };
  return compileError(`'${name}' is not a member of '${visualBasicName(type)}'.`, span);
}

function enumConstant(type: StaticType, name: string, span: Span): Bound | undefined {
  const key = name.toLowerCase();
  const member = Object.entries(enumNames(type) ?? {}).find(([each]) => each.toLowerCase() === key);
  return member === undefined ? undefined : boundConstant(enumValue(type, member[1]), type, span);
}

/** A member of an instance; of an Object or Nothing it is found when it runs, but for those that all objects have. */
export function memberOfValue(value: Bound, name: string, span: Span, context: BindContext): Meaning {
  const key = name.toLowerCase();
  if (value.type === 'Object' || isNothing(value)) {
    const overloads = OBJECT_MEMBERS.instance.get(key);
    return overloads === undefined
      ? { kind: 'late', name, target: value }
      : { kind: 'group', name, overloads, target: value };
  }
  const members = context.types.members(value.type) ?? membersOf(value.type);
  const overloads = members?.instance.get(key) ?? members?.shared.get(key);
  if (overloads === undefined) {
    return compileError(`'${name}' is not a member of '${visualBasicName(value.type)}'.`, span);
  }
  return { kind: 'group', name, overloads, target: value };
}

/** `target!name`. @throws CompileFault */
export function bangMeaning(node: BangNode, context: BindContext): Meaning {
  const key = boundConstant(stringValue(node.name), 'String', node);
  if (node.target === undefined) {
    return {
      kind: 'value',
      value: indexBound(withTarget(node, context), [{ name: undefined, bound: key }], node, context),
    };
  }
  const target = context.meaning(node.target);
  if (target.kind === 'collection') return { kind: 'item', collection: target.collection, key };
  if (target.kind === 'item') {
    const member = itemMember(target.collection, target.key, node.name, node);
    if (member !== undefined) return member;
  }
  const value = valueOfMeaning(target, node.target, context);
  return { kind: 'value', value: indexBound(value, [{ name: undefined, bound: key }], node, context) };
}
