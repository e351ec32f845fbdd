import { int32, stringValue } from '../../values/make.ts';
import { NOTHING } from '../../values/value.ts';
import { enumValue } from '../conversions/convert.ts';
import type { EnumName } from './enums.ts';
import { constant, type Overload } from './signature.ts';

/** Module Microsoft.VisualBasic.Constants. */

const TEXTS: Readonly<Record<string, string>> = {
  vbBack: '\b',
  vbCr: '\r',
  vbCrLf: '\r\n',
  vbFormFeed: '\f',
  vbLf: '\n',
  vbNewLine: '\r\n',
  vbNullChar: '\0',
  vbTab: '\t',
  vbVerticalTab: '\v',
};

const NAMED_NUMBERS: readonly (readonly [EnumName, Readonly<Record<string, number>>])[] = [
  ['TriState', { vbFalse: 0, vbTrue: -1, vbUseDefault: -2 }],
  ['CompareMethod', { vbBinaryCompare: 0, vbTextCompare: 1 }],
  [
    'FirstDayOfWeek',
    {
      vbUseSystemDayOfWeek: 0,
      vbSunday: 1,
      vbMonday: 2,
      vbTuesday: 3,
      vbWednesday: 4,
      vbThursday: 5,
      vbFriday: 6,
      vbSaturday: 7,
    },
  ],
  ['FirstWeekOfYear', { vbUseSystem: 0, vbFirstJan1: 1, vbFirstFourDays: 2, vbFirstFullWeek: 3 }],
  ['DateFormat', { vbGeneralDate: 0, vbLongDate: 1, vbShortDate: 2, vbLongTime: 3, vbShortTime: 4 }],
  [
    'VbStrConv',
    {
      vbUpperCase: 1,
      vbLowerCase: 2,
      vbProperCase: 3,
      vbWide: 4,
      vbNarrow: 8,
      vbKatakana: 16,
      vbHiragana: 32,
      vbSimplifiedChinese: 256,
      vbTraditionalChinese: 512,
      vbLinguisticCasing: 1024,
    },
  ],
  [
    'VariantType',
    {
      vbEmpty: 0,
      vbNull: 1,
      vbInteger: 3,
      vbSingle: 4,
      vbDouble: 5,
      vbCurrency: 6,
      vbDate: 7,
      vbString: 8,
      vbObject: 9,
      vbBoolean: 11,
      vbVariant: 12,
      vbDecimal: 14,
      vbByte: 17,
      vbLong: 20,
      vbUserDefinedType: 36,
      vbArray: 8192,
    },
  ],
  ['MsgBoxResult', { vbOK: 1, vbCancel: 2, vbAbort: 3, vbRetry: 4, vbIgnore: 5, vbYes: 6, vbNo: 7 }],
];

export const CONSTANTS: readonly Overload[] = [
  ...Object.entries(TEXTS).map(([name, text]) => constant(name, 'String', stringValue(text))),
  constant('vbNullString', 'String', NOTHING),
  constant('vbObjectError', 'Int32', int32(-2_147_221_504)),
  ...NAMED_NUMBERS.flatMap(([type, members]) =>
    Object.entries(members).map(([name, value]) => constant(name, type, enumValue(type, value))),
  ),
];

const CHARACTERS: Readonly<Record<string, string>> = {
  Back: '\b',
  Cr: '\r',
  FormFeed: '\f',
  Lf: '\n',
  NullChar: '\0',
  Quote: '"',
  Tab: '\t',
  VerticalTab: '\v',
};

/** Class Microsoft.VisualBasic.ControlChars. */
export const CONTROL_CHARS: readonly Overload[] = [
  ...Object.entries(CHARACTERS).map(([name, value]) => constant(name, 'Char', { type: 'Char', value })),
  constant('CrLf', 'String', stringValue('\r\n')),
  constant('NewLine', 'String', stringValue('\r\n')),
];
