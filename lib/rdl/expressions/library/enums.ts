/** Enumerations that expressions name, with their members (.NET and Microsoft.VisualBasic). */
const ENUMS = {
  AppWinStyle: {
    Hide: 0,
    NormalFocus: 1,
    MinimizedFocus: 2,
    MaximizedFocus: 3,
    NormalNoFocus: 4,
    MinimizedNoFocus: 6,
  },
  CompareMethod: { Binary: 0, Text: 1 },
  DateFormat: { GeneralDate: 0, LongDate: 1, ShortDate: 2, LongTime: 3, ShortTime: 4 },
  DateInterval: {
    Year: 0,
    Quarter: 1,
    Month: 2,
    DayOfYear: 3,
    Day: 4,
    WeekOfYear: 5,
    Weekday: 6,
    Hour: 7,
    Minute: 8,
    Second: 9,
  },
  DueDate: { EndOfPeriod: 0, BegOfPeriod: 1 },
  FirstDayOfWeek: {
    System: 0,
    Sunday: 1,
    Monday: 2,
    Tuesday: 3,
    Wednesday: 4,
    Thursday: 5,
    Friday: 6,
    Saturday: 7,
  },
  FirstWeekOfYear: { System: 0, Jan1: 1, FirstFourDays: 2, FirstFullWeek: 3 },
  MsgBoxResult: { OK: 1, Cancel: 2, Abort: 3, Retry: 4, Ignore: 5, Yes: 6, No: 7 },
  TriState: { False: 0, UseDefault: -2, True: -1 },
  VariantType: {
    Empty: 0,
    Null: 1,
    Short: 2,
    Integer: 3,
    Single: 4,
    Double: 5,
    Currency: 6,
    Date: 7,
    String: 8,
    Object: 9,
    Error: 10,
    Boolean: 11,
    Variant: 12,
    DataObject: 13,
    Decimal: 14,
    Byte: 17,
    Char: 18,
    Long: 20,
    UserDefinedType: 36,
    Array: 8192,
  },
  VbStrConv: {
    None: 0,
    Uppercase: 1,
    Lowercase: 2,
    ProperCase: 3,
    Wide: 4,
    Narrow: 8,
    Katakana: 16,
    Hiragana: 32,
    SimplifiedChinese: 256,
    TraditionalChinese: 512,
    LinguisticCasing: 1024,
  },
  CalendarWeekRule: { FirstDay: 0, FirstFullWeek: 1, FirstFourDayWeek: 2 },
  DateTimeKind: { Unspecified: 0, Utc: 1, Local: 2 },
  DateTimeStyles: {
    None: 0,
    AllowLeadingWhite: 1,
    AllowTrailingWhite: 2,
    AllowInnerWhite: 4,
    AllowWhiteSpaces: 7,
    NoCurrentDateDefault: 8,
    AdjustToUniversal: 16,
    AssumeLocal: 32,
    AssumeUniversal: 64,
    RoundtripKind: 128,
  },
  DayOfWeek: { Sunday: 0, Monday: 1, Tuesday: 2, Wednesday: 3, Thursday: 4, Friday: 5, Saturday: 6 },
  MidpointRounding: { ToEven: 0, AwayFromZero: 1, ToZero: 2, ToNegativeInfinity: 3, ToPositiveInfinity: 4 },
  NumberStyles: {
    None: 0,
    AllowLeadingWhite: 1,
    AllowTrailingWhite: 2,
    AllowLeadingSign: 4,
    Integer: 7,
    AllowTrailingSign: 8,
    AllowParentheses: 16,
    AllowDecimalPoint: 32,
    AllowThousands: 64,
    Number: 111,
    AllowExponent: 128,
    Float: 167,
    AllowCurrencySymbol: 256,
    Currency: 383,
    Any: 511,
    AllowHexSpecifier: 512,
    HexNumber: 515,
  },
  RegexOptions: {
    None: 0,
    IgnoreCase: 1,
    Multiline: 2,
    ExplicitCapture: 4,
    Compiled: 8,
    Singleline: 16,
    IgnorePatternWhitespace: 32,
    RightToLeft: 64,
    ECMAScript: 256,
    CultureInvariant: 512,
  },
  StringComparison: {
    CurrentCulture: 0,
    CurrentCultureIgnoreCase: 1,
    InvariantCulture: 2,
    InvariantCultureIgnoreCase: 3,
    Ordinal: 4,
    OrdinalIgnoreCase: 5,
  },
  StringSplitOptions: { None: 0, RemoveEmptyEntries: 1, TrimEntries: 2 },
  TypeCode: {
    Empty: 0,
    Object: 1,
    DBNull: 2,
    Boolean: 3,
    Char: 4,
    SByte: 5,
    Byte: 6,
    Int16: 7,
    UInt16: 8,
    Int32: 9,
    UInt32: 10,
    Int64: 11,
    UInt64: 12,
    Single: 13,
    Double: 14,
    Decimal: 15,
    DateTime: 16,
    String: 18,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, number>>>>;

export type EnumName = keyof typeof ENUMS;

const byLowerName: ReadonlyMap<string, EnumName> = new Map(
  Object.keys(ENUMS).flatMap((name) => (isEnumName(name) ? [[name.toLowerCase(), name] as const] : [])),
);

function isEnumName(name: string): name is EnumName {
  return Object.hasOwn(ENUMS, name);
}

/** The members of an enumeration; undefined where `name` is none. */
export function enumNames(name: string): Readonly<Record<string, number>> | undefined {
  return isEnumName(name) ? ENUMS[name] : codeEnumMembers(name);
}

/** The declared name of an enumeration that is written in any case. */
export function findEnum(name: string): string | undefined {
  return name.endsWith('}') ? name : byLowerName.get(name.toLowerCase());
}

/** The type of an enumeration of custom code holds its members: `Level{Low=0,High=5}`. */
export function codeEnumType(name: string, members: Readonly<Record<string, number>>): string {
  return `${name}{${Object.entries(members)
    .map(([member, value]) => `${member}=${value}`)
    .join(',')}}`;
}

function codeEnumMembers(type: string): Readonly<Record<string, number>> | undefined {
  if (!type.endsWith('}')) return undefined;
  const list = type.slice(type.indexOf('{') + 1, -1);
  if (list === '') return {};
  return Object.fromEntries(
    list.split(',').map((member) => {
      const equals = member.indexOf('=');
      return [member.slice(0, equals), Number(member.slice(equals + 1))];
    }),
  );
}

/** The name of an enumeration as code writes it. */
export function plainEnumName(type: string): string {
  return type.replace(/\{.*\}/, '');
}

/** A member's name by value: `5` of DayOfWeek is `Friday`; a value without name is its number. */
export function enumMemberName(name: string, value: number): string {
  const members = Object.entries(enumNames(name) ?? {});
  return members.find(([, each]) => each === value)?.[0] ?? flagsText(name, members, value) ?? String(value);
}

const FLAGS = new Set(['RegexOptions', 'NumberStyles', 'DateTimeStyles', 'StringSplitOptions', 'VbStrConv']);

function flagsText(
  name: string,
  members: readonly (readonly [string, number])[],
  value: number,
): string | undefined {
  if (!FLAGS.has(name) || value <= 0) return undefined;
  const parts: string[] = [];
  let rest = value;
  for (const [member, bits] of [...members].reverse()) {
    if (bits > 0 && (rest & bits) === bits) {
      parts.unshift(member);
      rest &= ~bits;
    }
  }
  return rest === 0 ? parts.join(', ') : undefined;
}
