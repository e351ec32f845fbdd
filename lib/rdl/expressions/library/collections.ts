import { EvaluationFault } from '../../values/fault.ts';
import { booleanValue, int32 } from '../../values/make.ts';
import { NOTHING, type Value } from '../../values/value.ts';
import { convertValue, textOf } from '../conversions/convert.ts';
import { argumentFault } from '../faults.ts';
import type { StaticType } from '../static-type.ts';
import { itemsOf } from './enumerate.ts';
import { keyOf, valuesEqual } from './equality.ts';
import { genericName } from './hierarchy.ts';
import { ListObject, listItems, listMembers, property, queueMembers } from './list-members.ts';
import { viewedItems } from './list-view.ts';
import { overload } from './number-members.ts';
import { shared } from './signature.ts';
import { pairMembers, tableMembers } from './table-members.ts';
import { type TypeMembers, typeMembers } from './type-members.ts';

/** The collections of .NET that custom code uses. */

const UNTYPED = { key: 'Object', value: 'Object', pairType: 'DictionaryEntry', givesNothing: true } as const;

export const collectionTypes: Readonly<Record<string, () => TypeMembers>> = {
  ArrayList: () => listMembers('ArrayList', 'Object'),
  Collection: collectionMembers,
  DictionaryEntry: () => pairMembers('DictionaryEntry', 'Object', 'Object'),
  Hashtable: () => tableMembers({ type: 'Hashtable', ...UNTYPED, isSorted: false }),
  NameValueCollection: () =>
    tableMembers({
      type: 'NameValueCollection',
      ...UNTYPED,
      key: 'String',
      value: 'String',
      isSorted: false,
    }),
  Queue: () => queueMembers('Queue', 'Object', 'Queue'),
  SortedList: () => tableMembers({ type: 'SortedList', ...UNTYPED, isSorted: true }),
  Stack: () => queueMembers('Stack', 'Object', 'Stack'),
  StringComparer: () =>
    typeMembers('StringComparer', {
      shared: [
        'Ordinal',
        'OrdinalIgnoreCase',
        'CurrentCulture',
        'CurrentCultureIgnoreCase',
        'InvariantCulture',
        'InvariantCultureIgnoreCase',
      ].map((name, index) => ({
        ...shared(`${name} As StringComparer`, () => comparer(name, index)),
        isProperty: true,
      })),
    }),
};

function comparer(name: string, index: number): Value {
  return { type: 'Enum', enum: 'StringComparer', name, value: index };
}

/** A collection with type arguments: `Dictionary(Of String, Int32)`. */
export function genericMembers(type: StaticType): TypeMembers | undefined {
  const name = genericName(type);
  if (name === type) return undefined;
  const [first = 'Object', second = 'Object'] = typeArguments(type);
  switch (name) {
    case 'List':
    case 'IList':
      return listMembers(type, first);
    case 'Dictionary':
    case 'IDictionary':
    case 'SortedDictionary':
    case 'SortedList': {
      const pairType = `KeyValuePair(Of ${first}, ${second})`;
      const isSorted = name.startsWith('Sorted');
      return tableMembers({ type, key: first, value: second, pairType, isSorted, givesNothing: false });
    }
    case 'KeyValuePair':
      return pairMembers(type, first, second);
    case 'HashSet':
      return setMembers(type, first);
    case 'Queue':
    case 'Stack':
      return queueMembers(type, first, name);
    case 'KeyCollection':
    case 'IEnumerable':
    case 'ICollection':
      return typeMembers(type, {
        instance: [property('Count', 'Int32', (self) => int32(viewedItems(self).length))],
      });
    default:
      return undefined;
  }
}

/** The arguments of a generic type, split at commas outside of inner ones. */
function typeArguments(type: StaticType): readonly StaticType[] {
  const list = /\(Of (.*)\)$/.exec(type)?.[1] ?? '';
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of list) {
    if (char === '(') depth++;
    if (char === ')') depth--;
    if (char === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += char;
  }
  return [...parts, part.trim()];
}

/** A HashSet: values once each, in the order they were added. */
class SetObject extends ListObject {
  readonly ids = new Set<unknown>();

  add(value: Value): boolean {
    const id = keyOf(value);
    if (this.ids.has(id)) return false;
    this.ids.add(id);
    this.items.push(value);
    return true;
  }

  delete(value: Value): boolean {
    if (!this.ids.delete(keyOf(value))) return false;
    this.items.splice(
      this.items.findIndex((item) => valuesEqual(item, value)),
      1,
    );
    return true;
  }
}

function setOf(self: Value): SetObject {
  if (self.type === 'Object' && self.value instanceof SetObject) return self.value;
  throw new TypeError('A HashSet was expected.');
}

function setMembers(type: StaticType, element: StaticType): TypeMembers {
  const make = (): SetObject => new SetObject([]);
  return typeMembers(type, {
    constructors: [
      overload('New', [], type, () => ({ type: 'Object', className: type, value: make() })),
      overload('New', ['IEnumerable'], type, (_self, [source = NOTHING], context) => {
        const made = make();
        for (const item of itemsOf(source, context)) made.add(convertValue(item, element, context));
        return { type: 'Object', className: type, value: made };
      }),
    ],
    instance: [
      overload('Add', [element], 'Boolean', (self, [item = NOTHING], { session }) => {
        session.checkSize(setOf(self).items.length);
        return booleanValue(setOf(self).add(item));
      }),
      overload('Contains', [element], 'Boolean', (self, [item = NOTHING]) =>
        booleanValue(setOf(self).ids.has(keyOf(item))),
      ),
      overload('Remove', [element], 'Boolean', (self, [item = NOTHING]) =>
        booleanValue(setOf(self).delete(item)),
      ),
      overload('Clear', [], 'Void', (self) => {
        setOf(self).ids.clear();
        setOf(self).items.length = 0;
        return NOTHING;
      }),
      property('Count', 'Int32', (self) => int32(setOf(self).items.length)),
    ],
  });
}

/** Microsoft.VisualBasic.Collection: from 1, with keys without regard to case. */
class KeyedCollection extends ListObject {
  readonly keys: (string | undefined)[] = [];

  find(index: Value): number {
    if (index.type === 'String') {
      const key = index.value.toLowerCase();
      const at = this.keys.findIndex((each) => each?.toLowerCase() === key);
      if (at < 0) throw argumentFault("Argument 'Key' is not a valid value.");
      return at;
    }
    const at = index.type === 'Int32' ? index.value - 1 : -1;
    if (at < 0 || at >= this.items.length)
      throw new EvaluationFault(
        'IndexOutOfRangeException',
        'Collection index must be in the range 1 to the size of the collection.',
      );
    return at;
  }
}

function keyed(self: Value): KeyedCollection {
  if (self.type === 'Object' && self.value instanceof KeyedCollection) return self.value;
  throw new TypeError('A Collection was expected.');
}

function collectionMembers(): TypeMembers {
  const at = (self: Value, index: Value | undefined) =>
    keyed(self).items[keyed(self).find(index ?? NOTHING)] ?? NOTHING;
  const remove = (self: Value, index: Value | undefined) => {
    const place = keyed(self).find(index ?? NOTHING);
    keyed(self).items.splice(place, 1);
    keyed(self).keys.splice(place, 1);
    return NOTHING;
  };
  const optional = {
    name: 'Key',
    type: 'String',
    defaultValue: NOTHING,
    isParamArray: false,
    isByRef: false,
  };
  return typeMembers('Collection', {
    constructors: [
      overload('New', [], 'Collection', () => ({
        type: 'Object',
        className: 'Collection',
        value: new KeyedCollection([]),
      })),
    ],
    instance: [
      overload(
        'Add',
        ['Object', optional],
        'Void',
        (self, [item = NOTHING, key = NOTHING], { culture, session }) => {
          const collection = keyed(self);
          const name = textOf(key, culture);
          if (
            name !== undefined &&
            collection.keys.some((each) => each?.toLowerCase() === name.toLowerCase())
          ) {
            throw argumentFault('Add failed. Duplicate key value supplied.');
          }
          session.checkSize(collection.items.length);
          collection.items.push(item);
          collection.keys.push(name);
          return NOTHING;
        },
      ),
      property('Count', 'Int32', (self) => int32(listItems(self).length)),
      overload('Contains', ['String'], 'Boolean', (self, [key]) =>
        booleanValue(
          key?.type === 'String' &&
            keyed(self).keys.some((each) => each?.toLowerCase() === key.value.toLowerCase()),
        ),
      ),
      overload('Item', ['Int32'], 'Object', (self, [index]) => at(self, index)),
      overload('Item', ['String'], 'Object', (self, [key]) => at(self, key)),
      overload('Item', ['Object'], 'Object', (self, [key]) => at(self, key)),
      overload('Remove', ['Int32'], 'Void', (self, [index]) => remove(self, index)),
      overload('Remove', ['String'], 'Void', (self, [key]) => remove(self, key)),
      overload('Clear', [], 'Void', (self) => {
        keyed(self).items.length = 0;
        keyed(self).keys.length = 0;
        return NOTHING;
      }),
    ],
    defaultMember: 'Item',
  });
}
