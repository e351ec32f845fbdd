import { booleanValue, int32, stringValue } from '../../values/make.ts';
import { NOTHING, type Value } from '../../values/value.ts';
import { enumValue } from '../conversions/convert.ts';
import { argumentFault, nullReference } from '../faults.ts';
import { runtimeType } from '../runtime-type.ts';
import { enumNames, findEnum } from './enums.ts';
import { hashCode, valuesEqual } from './equality.ts';
import { objectText } from './object-text.ts';
import { instance, type Overload, shared } from './signature.ts';
import { type TypeMembers, typeMembers } from './type-members.ts';
import { clrName, fullName, TypeObject, typeObject } from './type-object.ts';

/** Members that every object has. An object of custom code may have a ToString of its own. */
export const OBJECT_OVERLOADS: readonly Overload[] = [
  {
    name: 'ToString',
    parameters: [],
    returns: 'String',
    isProperty: false,
    invoke: (target, _args, context) => {
      if (target.type === 'Nothing') throw nullReference();
      const own = context.session.code?.members(runtimeType(target))?.instance.get('tostring')?.[0];
      return own === undefined
        ? stringValue(objectText(target, context.culture))
        : own.invoke(target, [], context);
    },
  },
  {
    name: 'Equals',
    parameters: [
      { name: 'obj', type: 'Object', defaultValue: undefined, isParamArray: false, isByRef: false },
    ],
    returns: 'Boolean',
    isProperty: false,
    invoke: (target, [other = NOTHING]) => booleanValue(valuesEqual(target, other)),
  },
  {
    name: 'GetHashCode',
    parameters: [],
    returns: 'Int32',
    isProperty: false,
    invoke: (target) => int32(hashCode(target)),
  },
  {
    name: 'GetType',
    parameters: [],
    returns: 'Type',
    isProperty: false,
    invoke: (target) => typeObject(runtimeType(target)),
  },
];

export function objectMembers(): TypeMembers {
  return typeMembers('Object', {
    constructors: [shared('New() As Object', () => ({ type: 'Object', className: 'Object', value: {} }))],
    shared: [
      shared('Equals(objA As Object, objB As Object) As Boolean', valuesEqual),
      shared('ReferenceEquals(objA As Object, objB As Object) As Boolean', (a, b) => a === b),
    ],
    instance: OBJECT_OVERLOADS,
  });
}

function typeOf(self: Value): string {
  return self.type === 'Object' && self.value instanceof TypeObject ? self.value.type : 'Object';
}

export function typeTypeMembers(): TypeMembers {
  return typeMembers('Type', {
    instance: [
      instance('Type', 'Name As String', (self) => clrName(typeOf(self))),
      instance('Type', 'FullName As String', (self) => fullName(typeOf(self))),
      instance('Type', 'IsArray As Boolean', (self) => typeOf(self).endsWith(')')),
      instance('Type', 'IsEnum As Boolean', (self) => enumNames(typeOf(self)) !== undefined),
      instance('Type', 'ToString() As String', (self) => fullName(typeOf(self))),
    ],
  });
}

/** Members of System.Enum and of each enumeration. */
export function enumMembers(type: string): TypeMembers {
  return typeMembers(type, {
    shared: [
      shared('Parse(enumType As Type, value As String) As Object', (enumType, text) =>
        parseEnum(typeOf(enumType), text, false),
      ),
      shared(
        'Parse(enumType As Type, value As String, ignoreCase As Boolean) As Object',
        (enumType, text, ignoreCase) => parseEnum(typeOf(enumType), text, ignoreCase),
      ),
      shared('IsDefined(enumType As Type, value As Object) As Boolean', (enumType, value) => {
        const members = enumNames(typeOf(enumType)) ?? {};
        if (value.type === 'String') return Object.hasOwn(members, value.value);
        return 'value' in value && Object.values(members).includes(Number(value.value));
      }),
      shared('GetName(enumType As Type, value As Object) As String', (enumType, value) =>
        'value' in value ? enumValueOf(typeOf(enumType), Number(value.value)) : undefined,
      ),
    ],
    instance: [
      instance('Object', 'ToString(format As String) As String', (self, format, { culture }) =>
        format === undefined || format === '' || /^[gf]$/i.test(format)
          ? objectText(self, culture)
          : self.type === 'Enum' && /^d$/i.test(format)
            ? String(self.value)
            : self.type === 'Enum'
              ? (self.value >>> 0).toString(16).toUpperCase().padStart(8, '0')
              : '',
      ),
      instance('Object', 'CompareTo(target As Object) As Int32', (self, other) =>
        self.type === 'Enum' && other.type === 'Enum' ? Math.sign(self.value - other.value) : 1,
      ),
    ],
  });
}

function enumValueOf(type: string, value: number): string | undefined {
  return Object.entries(enumNames(type) ?? {}).find(([, each]) => each === value)?.[0];
}

/** A member by its name, or a number. @throws EvaluationFault ArgumentException */
function parseEnum(type: string, text: string | undefined, ignoreCase: boolean): Value {
  const name = findEnum(type);
  const fold = (word: string) => (ignoreCase ? word.toLowerCase() : word);
  const key = fold((text ?? '').trim());
  const found = Object.entries(enumNames(name ?? '') ?? {}).find(([member]) => fold(member) === key);
  const value = found?.[1] ?? (/^[+-]?\d+$/.test(key) ? Number(key) : undefined);
  if (name === undefined || value === undefined)
    throw argumentFault(`Requested value '${text}' was not found.`);
  return enumValue(name, value);
}
