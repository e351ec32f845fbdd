import { EvaluationFault } from '../../values/fault.ts';
import { arrayValue, booleanValue, int32 } from '../../values/make.ts';
import { NOTHING, type Value } from '../../values/value.ts';
import { LambdaObject } from '../bind/lambda.ts';
import { convertValue, toBoolean } from '../conversions/convert.ts';
import { outOfRange } from '../faults.ts';
import type { StaticType } from '../static-type.ts';
import { sortValues } from './array-members.ts';
import type { CallContext } from './call-context.ts';
import { itemsOf } from './enumerate.ts';
import { valuesEqual } from './equality.ts';
import { overload } from './number-members.ts';
import type { Overload } from './signature.ts';
import { type TypeMembers, typeMembers } from './type-members.ts';

/** An ArrayList, a List(Of T), a Queue or a Stack: values in order. */
export class ListObject {
  readonly items: Value[];

  constructor(items: Value[]) {
    this.items = items;
  }

  enumerate(): readonly Value[] {
    return this.items;
  }
}

export function listItems(self: Value): Value[] {
  if (self.type === 'Object' && self.value instanceof ListObject) return self.value.items;
  throw new TypeError('A list was expected.');
}

function numberOf(value: Value | undefined): number {
  return value?.type === 'Int32' ? value.value : 0;
}

function checked(items: readonly Value[], index: number): number {
  if (index < 0 || index >= items.length) throw outOfRange('index');
  return index;
}

function indexOf(items: readonly Value[], value: Value, from = 0): number {
  return items.findIndex((item, index) => index >= from && valuesEqual(item, value));
}

function lastIndexOf(items: readonly Value[], value: Value): number {
  return items.findLastIndex((item) => valuesEqual(item, value));
}

/** Calls a lambda expression on an item. */
function test(predicate: Value | undefined, item: Value, context: CallContext): boolean {
  if (predicate?.type !== 'Object' || !(predicate.value instanceof LambdaObject)) {
    throw new EvaluationFault('ArgumentNullException', 'Value cannot be null.');
  }
  return toBoolean(predicate.value.call([item]), context);
}

function action(
  run: (items: Value[], args: readonly Value[], context: CallContext) => void,
): Overload['invoke'] {
  return (self, args, context) => {
    run(listItems(self), args, context);
    return NOTHING;
  };
}

/** Members of a list of `element`; an ArrayList holds Objects and its Add gives the index. */
export function listMembers(type: StaticType, element: StaticType): TypeMembers {
  const isArrayList = type === 'ArrayList';
  const make = (items: Value[]): Value => ({ type: 'Object', className: type, value: new ListObject(items) });
  const copied = (source: Value | undefined, context: CallContext) =>
    itemsOf(source ?? NOTHING, context).map((item) => convertValue(item, element, context));
  return typeMembers(type, {
    constructors: [
      overload('New', [], type, () => make([])),
      overload('New', ['Int32'], type, () => make([])),
      overload('New', ['IEnumerable'], type, (_self, [source], context) => make(copied(source, context))),
    ],
    instance: [
      overload('Add', [element], isArrayList ? 'Int32' : 'Void', (self, [item = NOTHING], { session }) => {
        const items = listItems(self);
        session.checkSize(items.length);
        return int32(items.push(item) - 1);
      }),
      overload(
        'AddRange',
        ['IEnumerable'],
        'Void',
        action((items, [source], context) => {
          items.push(...copied(source, context));
          context.session.checkSize(items.length);
        }),
      ),
      overload(
        'Clear',
        [],
        'Void',
        action((items) => {
          items.length = 0;
        }),
      ),
      overload('Contains', [element], 'Boolean', (self, [item = NOTHING]) =>
        booleanValue(indexOf(listItems(self), item) >= 0),
      ),
      property('Count', 'Int32', (self) => int32(listItems(self).length)),
      property('Capacity', 'Int32', (self) => int32(listItems(self).length)),
      itemProperty(element),
      overload('IndexOf', [element], 'Int32', (self, [item = NOTHING]) =>
        int32(indexOf(listItems(self), item)),
      ),
      overload('IndexOf', [element, 'Int32'], 'Int32', (self, [item = NOTHING, from]) =>
        int32(indexOf(listItems(self), item, numberOf(from))),
      ),
      overload('LastIndexOf', [element], 'Int32', (self, [item = NOTHING]) =>
        int32(lastIndexOf(listItems(self), item)),
      ),
      overload(
        'Insert',
        ['Int32', element],
        'Void',
        action((items, [at, item = NOTHING]) => {
          if (numberOf(at) < 0 || numberOf(at) > items.length) throw outOfRange('index');
          items.splice(numberOf(at), 0, item);
        }),
      ),
      overload('Remove', [element], isArrayList ? 'Void' : 'Boolean', (self, [item = NOTHING]) => {
        const items = listItems(self);
        const index = indexOf(items, item);
        if (index >= 0) items.splice(index, 1);
        return booleanValue(index >= 0);
      }),
      overload(
        'RemoveAt',
        ['Int32'],
        'Void',
        action((items, [at]) => {
          items.splice(checked(items, numberOf(at)), 1);
        }),
      ),
      overload(
        'RemoveRange',
        ['Int32', 'Int32'],
        'Void',
        action((items, [at, count]) => {
          items.splice(numberOf(at), numberOf(count));
        }),
      ),
      overload(
        'Reverse',
        [],
        'Void',
        action((items) => {
          items.reverse();
        }),
      ),
      overload(
        'Sort',
        [],
        'Void',
        action((items, _args, context) => sortValues(items, context)),
      ),
      overload('ToArray', [], `${element}()`, (self) => arrayValue(element, [...listItems(self)])),
      overload('GetRange', ['Int32', 'Int32'], type, (self, [at, count]) =>
        make(listItems(self).slice(numberOf(at), numberOf(at) + numberOf(count))),
      ),
      ...predicates(element, make),
    ],
    defaultMember: 'Item',
  });
}

/** A property without parameters. */
export function property(name: string, type: StaticType, read: (self: Value) => Value): Overload {
  return { name, parameters: [], returns: type, isProperty: true, invoke: (self) => read(self) };
}

function itemProperty(element: StaticType): Overload {
  return {
    ...overload('Item', ['Int32'], element, (self, [at]) => {
      const items = listItems(self);
      return items[checked(items, numberOf(at))] ?? NOTHING;
    }),
    isProperty: true,
    assign: (self, [at], value) => {
      const items = listItems(self);
      items[checked(items, numberOf(at))] = value;
    },
  };
}

function predicates(element: StaticType, make: (items: Value[]) => Value): readonly Overload[] {
  return [
    overload('Exists', ['Delegate'], 'Boolean', (self, [predicate], context) =>
      booleanValue(listItems(self).some((item) => test(predicate, item, context))),
    ),
    overload(
      'Find',
      ['Delegate'],
      element,
      (self, [predicate], context) =>
        listItems(self).find((item) => test(predicate, item, context)) ??
        convertValue(NOTHING, element, context),
    ),
    overload('FindAll', ['Delegate'], `List(Of ${element})`, (self, [predicate], context) =>
      make(listItems(self).filter((item) => test(predicate, item, context))),
    ),
    overload('RemoveAll', ['Delegate'], 'Int32', (self, [predicate], context) => {
      const items = listItems(self);
      const kept = items.filter((item) => !test(predicate, item, context));
      const removed = items.length - kept.length;
      items.splice(0, items.length, ...kept);
      return int32(removed);
    }),
    overload('TrueForAll', ['Delegate'], 'Boolean', (self, [predicate], context) =>
      booleanValue(listItems(self).every((item) => test(predicate, item, context))),
    ),
    overload('FindIndex', ['Delegate'], 'Int32', (self, [predicate], context) =>
      int32(listItems(self).findIndex((item) => test(predicate, item, context))),
    ),
  ];
}

function emptied(): EvaluationFault {
  return new EvaluationFault('InvalidOperationException', 'The collection is empty.');
}

/** Members of a Queue (first in, first out) or a Stack (last in, first out). */
export function queueMembers(type: StaticType, element: StaticType, kind: 'Queue' | 'Stack'): TypeMembers {
  const [add, take] = kind === 'Queue' ? ['Enqueue', 'Dequeue'] : ['Push', 'Pop'];
  const make = (items: Value[]): Value => ({ type: 'Object', className: type, value: new ListObject(items) });
  // The next one to take is the first of the list, as For Each gives them.
  return typeMembers(type, {
    constructors: [
      overload('New', [], type, () => make([])),
      overload('New', ['Int32'], type, () => make([])),
    ],
    instance: [
      overload(
        add ?? 'Push',
        [element],
        'Void',
        action((items, [item = NOTHING], { session }) => {
          session.checkSize(items.length);
          if (kind === 'Queue') items.push(item);
          else items.unshift(item);
        }),
      ),
      overload(take ?? 'Pop', [], element, (self) => {
        const item = listItems(self).shift();
        if (item === undefined) throw emptied();
        return item;
      }),
      overload('Peek', [], element, (self) => {
        const [item] = listItems(self);
        if (item === undefined) throw emptied();
        return item;
      }),
      property('Count', 'Int32', (self) => int32(listItems(self).length)),
      overload(
        'Clear',
        [],
        'Void',
        action((items) => {
          items.length = 0;
        }),
      ),
      overload('Contains', [element], 'Boolean', (self, [item = NOTHING]) =>
        booleanValue(indexOf(listItems(self), item) >= 0),
      ),
      overload('ToArray', [], `${element}()`, (self) => arrayValue(element, [...listItems(self)])),
    ],
  });
}
