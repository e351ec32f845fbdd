import { isArrayType, isEnumType, type StaticType } from '../static-type.ts';
import { arrayMembers } from './array-members.ts';
import { charMembers } from './char-members.ts';
import { collectionTypes, genericMembers } from './collections.ts';
import { CONTROL_CHARS } from './constants.ts';
import { CONVERT } from './convert.ts';
import {
  cultureInfoMembers,
  dateFormatMembers,
  numberFormatMembers,
  textInfoMembers,
} from './culture-info.ts';
import { dateTimeMembers } from './date-members.ts';
import { errObjectMembers } from './err-object.ts';
import { exceptionMembers } from './exception-members.ts';
import { derives } from './hierarchy.ts';
import { MATH } from './math.ts';
import { VISUAL_BASIC_MODULES } from './modules.ts';
import { booleanMembers, numberMembers } from './number-members.ts';
import { enumMembers, OBJECT_OVERLOADS, objectMembers, typeTypeMembers } from './object-members.ts';
import { otherTypes } from './other-types.ts';
import { groupCollectionMembers, groupMembers, matchCollectionMembers, matchMembers } from './regex-match.ts';
import { regexMembers } from './regex-members.ts';
import type { Overload } from './signature.ts';
import { stringBuilderMembers } from './string-builder.ts';
import { stringMembers } from './string-members.ts';
import { dateTimeOffsetMembers, guidMembers, timeSpanMembers } from './time-members.ts';
import { memberMap, type TypeMembers, typeMembers } from './type-members.ts';
import { xmlTypes } from './xml-members.ts';

const NUMBER_TYPES = [
  'SByte',
  'Byte',
  'Int16',
  'UInt16',
  'Int32',
  'UInt32',
  'Int64',
  'UInt64',
  'Single',
  'Double',
  'Decimal',
] as const;

/** Each type's members are made when it is first used. */
const SOURCES: Readonly<Record<string, () => TypeMembers>> = {
  Array: arrayMembers,
  Boolean: booleanMembers,
  Char: charMembers,
  Convert: () => typeMembers('Convert', { shared: CONVERT }),
  ControlChars: () => typeMembers('ControlChars', { shared: CONTROL_CHARS }),
  CultureInfo: cultureInfoMembers,
  DateTime: dateTimeMembers,
  DateTimeFormatInfo: dateFormatMembers,
  DateTimeOffset: dateTimeOffsetMembers,
  DBNull: () => otherTypes.dbNull(),
  Enum: () => enumMembers('Enum'),
  Environment: () => otherTypes.environment(),
  ErrObject: errObjectMembers,
  Group: groupMembers,
  GroupCollection: groupCollectionMembers,
  Guid: guidMembers,
  Match: matchMembers,
  MatchCollection: matchCollectionMembers,
  Math: () => typeMembers('Math', { shared: MATH }),
  NumberFormatInfo: numberFormatMembers,
  Object: objectMembers,
  Random: () => otherTypes.random(),
  Regex: regexMembers,
  ReportItem: () => otherTypes.reportItem(),
  String: stringMembers,
  StringBuilder: stringBuilderMembers,
  TextInfo: textInfoMembers,
  TimeSpan: timeSpanMembers,
  Type: typeTypeMembers,
  ...Object.fromEntries(NUMBER_TYPES.map((type) => [type, () => numberMembers(type)])),
  ...Object.fromEntries(
    Object.entries(VISUAL_BASIC_MODULES).map(([name, overloads]) => [
      name,
      () => typeMembers(name, { shared: overloads }),
    ]),
  ),
  ...collectionTypes,
  ...xmlTypes,
};

const known = new Map<StaticType, TypeMembers | undefined>();

/** The members of a type of the library, those of Object among them; undefined for a type it does not know. */
export function membersOf(type: StaticType): TypeMembers | undefined {
  if (known.has(type)) return known.get(type);
  const made = makeMembers(type);
  const complete = made === undefined ? undefined : withObjectMembers(made);
  // Types with arguments are without number; only so many are kept.
  if (known.size < 1000) known.set(type, complete);
  return complete;
}

function makeMembers(type: StaticType): TypeMembers | undefined {
  if (isArrayType(type)) return arrayMembers();
  const source = SOURCES[type];
  if (source !== undefined) return source();
  if (isEnumType(type)) return enumMembers(type);
  if (derives(type, 'Exception')) return exceptionMembers(type);
  return genericMembers(type);
}

export const OBJECT_MEMBERS: TypeMembers = objectMembers();

/** What a type does not define itself it has from Object. */
function withObjectMembers(members: TypeMembers): TypeMembers {
  const instance = new Map<string, readonly Overload[]>(memberMap(OBJECT_OVERLOADS));
  for (const [name, overloads] of members.instance) {
    const inherited = (instance.get(name) ?? []).filter(
      (each) => !overloads.some((own) => isSameSignature(own, each)),
    );
    instance.set(name, [...overloads, ...inherited]);
  }
  return { ...members, instance };
}

function isSameSignature(left: Overload, right: Overload): boolean {
  return (
    left.parameters.length === right.parameters.length &&
    left.parameters.every((parameter, index) => parameter.type === right.parameters[index]?.type)
  );
}
