import { derives } from './library/hierarchy.ts';
import {
  elementOf,
  isArrayType,
  isEnumType,
  isNumericType,
  isValueType,
  type StaticType,
  WIDENS_TO,
} from './static-type.ts';

/** How a value of one type becomes one of another (language specification, section 8). */
export type Conversion = 'identity' | 'widening' | 'narrowing' | 'none';

export function classifyConversion(from: StaticType, to: StaticType): Conversion {
  if (from === to) return 'identity';
  if (from === 'Nothing' || to === 'Object') return 'widening';
  if (from === 'Object') return 'narrowing';
  return classifyIntrinsic(from, to) ?? classifyReference(from, to);
}

function classifyIntrinsic(from: StaticType, to: StaticType): Conversion | undefined {
  if (isNumericType(from)) return classifyNumber(from, to);
  if (isEnumType(from)) {
    if (to === 'Int32' || WIDENS_TO.Int32?.includes(to) === true) return 'widening';
    return isNumericType(to) || isEnumType(to) || to === 'String' || to === 'Boolean'
      ? 'narrowing'
      : undefined;
  }
  switch (from) {
    case 'Boolean':
      return isNumericType(to) || to === 'String' || isEnumType(to) ? 'narrowing' : undefined;
    case 'Char':
      return to === 'String' ? 'widening' : undefined;
    case 'DateTime':
      return to === 'String' ? 'narrowing' : to === 'DateTimeOffset' ? 'widening' : undefined;
    case 'String':
      if (to === 'Char()') return 'widening';
      return isNumericType(to) || to === 'Boolean' || to === 'DateTime' || to === 'Char' || isEnumType(to)
        ? 'narrowing'
        : toInterface(to);
    case 'Char()':
      return to === 'String' ? 'widening' : undefined;
    default:
      return undefined;
  }
}

/** Any text may turn out to be an interface that String lacks: `CStr(5).ToString("D5")` compiles, and throws. */
function toInterface(to: StaticType): Conversion | undefined {
  return /^I[A-Z]/.test(to) && !derives('String', to) ? 'narrowing' : undefined;
}

function classifyNumber(from: StaticType, to: StaticType): Conversion | undefined {
  if (WIDENS_TO[from]?.includes(to) === true) return 'widening';
  return isNumericType(to) || to === 'Boolean' || to === 'String' || isEnumType(to) ? 'narrowing' : undefined;
}

function classifyReference(from: StaticType, to: StaticType): Conversion {
  if (isArrayType(from) && isArrayType(to)) return classifyArrays(from, to);
  if (derives(from, to)) return 'widening';
  if (derives(to, from)) return 'narrowing';
  return 'none';
}

function classifyArrays(from: StaticType, to: StaticType): Conversion {
  if (from.slice(elementOf(from).length) !== to.slice(elementOf(to).length)) return 'none';
  const [source, target] = [elementOf(from), elementOf(to)];
  if (isValueType(source) || isValueType(target)) return 'none';
  const conversion = classifyConversion(source, target);
  return conversion === 'identity' || conversion === 'widening' || conversion === 'narrowing'
    ? conversion
    : 'none';
}
