import { EvaluationFault } from '../../values/fault.ts';
import { booleanValue, int32 } from '../../values/make.ts';
import { NOTHING, type Value } from '../../values/value.ts';
import { convertValue } from '../conversions/convert.ts';
import { argumentFault, argumentNull } from '../faults.ts';
import type { StaticType } from '../static-type.ts';
import { defaultOrder } from './array-members.ts';
import type { CallContext } from './call-context.ts';
import { keyOf, valuesEqual } from './equality.ts';
import { property } from './list-members.ts';
import { ListView } from './list-view.ts';
import { overload } from './number-members.ts';
import type { Overload } from './signature.ts';
import { type TypeMembers, typeMembers } from './type-members.ts';

/** An entry of a table. */
export class PairObject {
  readonly key: Value;
  readonly value: Value;

  constructor(key: Value, value: Value) {
    this.key = key;
    this.value = value;
  }
}

/** A Hashtable, Dictionary, SortedList or SortedDictionary: entries in the order of their keys or of their adding. */
export class TableObject {
  readonly entries = new Map<unknown, { readonly key: Value; value: Value }>();
  readonly pairType: StaticType;
  readonly #ignoreCase: boolean;

  constructor(pairType: StaticType, ignoreCase: boolean) {
    this.pairType = pairType;
    this.#ignoreCase = ignoreCase;
  }

  id(key: Value): unknown {
    return this.#ignoreCase && key.type === 'String' ? `String:${key.value.toUpperCase()}` : keyOf(key);
  }

  get(key: Value): Value | undefined {
    return this.entries.get(this.id(key))?.value;
  }

  set(key: Value, value: Value): void {
    const known = this.entries.get(this.id(key));
    if (known === undefined) this.entries.set(this.id(key), { key, value });
    else known.value = value;
  }

  /** Puts the entries in the order of their keys. */
  sort(context: CallContext): void {
    const sorted = [...this.entries].sort(([, left], [, right]) =>
      defaultOrder(left.key, right.key, context),
    );
    context.session.charge(sorted.length);
    this.entries.clear();
    for (const [id, entry] of sorted) this.entries.set(id, entry);
  }

  enumerate(): readonly Value[] {
    return [...this.entries.values()].map(({ key, value }) => pairValue(this.pairType, key, value));
  }
}

export function pairValue(type: StaticType, key: Value, value: Value): Value {
  return { type: 'Object', className: type, value: new PairObject(key, value) };
}

function held(self: Value): TableObject {
  if (self.type === 'Object' && self.value instanceof TableObject) return self.value;
  throw new TypeError('A table was expected.');
}

function needed(key: Value | undefined): Value {
  if (key === undefined || key.type === 'Nothing') throw argumentNull('key');
  return key;
}

/** How the kinds of tables differ. */
type TableShape = {
  readonly type: StaticType;
  readonly key: StaticType;
  readonly value: StaticType;
  readonly pairType: StaticType;
  readonly isSorted: boolean;
  /** A Hashtable gives Nothing for a key it lacks, a Dictionary throws. */
  readonly givesNothing: boolean;
};

function read(self: Value, key: Value | undefined, shape: TableShape): Value {
  const value = held(self).get(needed(key));
  if (value !== undefined) return value;
  if (shape.givesNothing) return NOTHING;
  throw new EvaluationFault('KeyNotFoundException', 'The given key was not present in the dictionary.');
}

function write(
  self: Value,
  key: Value | undefined,
  value: Value,
  { isSorted }: TableShape,
  context: CallContext,
): void {
  const table = held(self);
  const isNew = table.get(needed(key)) === undefined;
  context.session.checkSize(table.entries.size);
  table.set(needed(key), value);
  if (isNew && isSorted) table.sort(context);
}

function add(
  self: Value,
  key: Value | undefined,
  value: Value,
  shape: TableShape,
  context: CallContext,
): void {
  if (held(self).get(needed(key)) !== undefined) {
    throw argumentFault('An item with the same key has already been added.');
  }
  write(self, key, value, shape, context);
}

export function tableMembers(shape: TableShape): TypeMembers {
  const { type, key, value, pairType } = shape;
  const make = (ignoreCase: boolean): Value => ({
    type: 'Object',
    className: type,
    value: new TableObject(pairType, ignoreCase),
  });
  const has = (self: Value, wanted: Value | undefined) =>
    booleanValue(held(self).get(needed(wanted)) !== undefined);
  return typeMembers(type, {
    constructors: [
      overload('New', [], type, () => make(false)),
      overload('New', ['Int32'], type, () => make(false)),
      overload('New', ['StringComparer'], type, (_self, [comparer]) => make(ignoresCase(comparer))),
      overload('New', ['IDictionary'], type, (_self, [source], context) =>
        copyOf(source, make(false), shape, context),
      ),
    ],
    instance: [
      overload('Add', [key, value], 'Void', (self, [wanted, item = NOTHING], context) => {
        add(self, wanted, item, shape, context);
        return NOTHING;
      }),
      {
        ...overload('Item', [key], value, (self, [wanted]) => read(self, wanted, shape)),
        isProperty: true,
        assign: (self, [wanted], item, context) => write(self, wanted, item, shape, context),
      },
      overload('ContainsKey', [key], 'Boolean', (self, [wanted]) => has(self, wanted)),
      ...(shape.givesNothing
        ? [overload('Contains', [key], 'Boolean', (self, [wanted]) => has(self, wanted))]
        : []),
      overload('ContainsValue', [value], 'Boolean', (self, [wanted = NOTHING]) =>
        booleanValue([...held(self).entries.values()].some((entry) => valuesEqual(entry.value, wanted))),
      ),
      overload('Remove', [key], shape.givesNothing ? 'Void' : 'Boolean', (self, [wanted]) => {
        const table = held(self);
        return booleanValue(table.entries.delete(table.id(needed(wanted))));
      }),
      overload('Clear', [], 'Void', (self) => {
        held(self).entries.clear();
        return NOTHING;
      }),
      property('Count', 'Int32', (self) => int32(held(self).entries.size)),
      property('Keys', `KeyCollection(Of ${key})`, (self) =>
        view(
          [...held(self).entries.values()].map((entry) => entry.key),
          key,
        ),
      ),
      property('Values', `KeyCollection(Of ${value})`, (self) =>
        view(
          [...held(self).entries.values()].map((entry) => entry.value),
          value,
        ),
      ),
      tryGetValue(key, value),
      ...(shape.isSorted ? positional(value) : []),
    ],
    defaultMember: 'Item',
  });
}

function ignoresCase(comparer: Value | undefined): boolean {
  return comparer?.type === 'Enum' && comparer.name.includes('IgnoreCase');
}

function copyOf(source: Value | undefined, target: Value, shape: TableShape, context: CallContext): Value {
  const from = source?.type === 'Object' && source.value instanceof TableObject ? source.value : undefined;
  if (from === undefined) throw argumentNull('d');
  for (const entry of from.entries.values()) write(target, entry.key, entry.value, shape, context);
  return target;
}

function view(items: readonly Value[], element: StaticType): Value {
  return { type: 'Object', className: `KeyCollection(Of ${element})`, value: new ListView(items, element) };
}

function tryGetValue(key: StaticType, value: StaticType): Overload {
  const result = { name: 'value', type: value, defaultValue: undefined, isParamArray: false, isByRef: true };
  return overload('TryGetValue', [key, result], 'Boolean', (self, args, context) => {
    const found = held(self).get(needed(args[0]));
    args[1] = found ?? convertValue(NOTHING, value, context);
    return booleanValue(found !== undefined);
  });
}

/** A SortedList also goes by position. */
function positional(value: StaticType): readonly Overload[] {
  const at = (self: Value, index: Value | undefined) => {
    const entry = [...held(self).entries.values()][index?.type === 'Int32' ? index.value : 0];
    if (entry === undefined)
      throw new EvaluationFault('ArgumentOutOfRangeException', 'Index was out of range.');
    return entry;
  };
  return [
    overload('GetByIndex', ['Int32'], value, (self, [index]) => at(self, index).value),
    overload('GetKey', ['Int32'], 'Object', (self, [index]) => at(self, index).key),
    overload('IndexOfKey', ['Object'], 'Int32', (self, [key]) =>
      int32([...held(self).entries.keys()].indexOf(held(self).id(needed(key)))),
    ),
  ];
}

function pairOf(self: Value): PairObject {
  if (self.type === 'Object' && self.value instanceof PairObject) return self.value;
  throw new TypeError('An entry was expected.');
}

/** Members of a DictionaryEntry or KeyValuePair. */
export function pairMembers(type: StaticType, key: StaticType, value: StaticType): TypeMembers {
  return typeMembers(type, {
    constructors: [
      overload('New', [key, value], type, (_self, [first = NOTHING, second = NOTHING]) =>
        pairValue(type, first, second),
      ),
    ],
    instance: [
      property('Key', key, (self) => pairOf(self).key),
      property('Value', value, (self) => pairOf(self).value),
    ],
  });
}
