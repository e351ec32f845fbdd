import type { Value } from '../values/value.ts';
import { plainEnumName } from './library/enums.ts';
import type { StaticType } from './static-type.ts';

/** The .NET type that a value has when it runs: `Int32`, `String()`, `DayOfWeek`; `Nothing` for Nothing. */
export function runtimeType(value: Value): StaticType {
  switch (value.type) {
    case 'Array':
      return `${value.element}(${','.repeat((value.lengths?.length ?? 1) - 1)})`;
    case 'Bytes':
      return 'Byte()';
    case 'Enum':
      return value.enum;
    case 'Object':
      return value.className;
    default:
      return value.type;
  }
}

const VISUAL_BASIC_NAMES: Readonly<Record<string, string>> = {
  Int16: 'Short',
  Int32: 'Integer',
  Int64: 'Long',
  UInt16: 'UShort',
  UInt32: 'UInteger',
  UInt64: 'ULong',
  DateTime: 'Date',
};

/** The name that `TypeName` gives: `Integer`, `String()`. */
export function visualBasicName(type: StaticType): string {
  const [, name = type, suffix = ''] = /^(.*?)((?:\(,*\))*)$/.exec(type) ?? [];
  return `${VISUAL_BASIC_NAMES[name] ?? plainEnumName(name)}${suffix}`;
}
