import { formatDate } from '../../formats/format-date.ts';
import { parseExactDate } from '../../formats/parse-exact.ts';
import {
  addMonths,
  dateOf,
  dayOfWeek,
  dayOfYear,
  daysInMonth,
  isLeapYear,
  MAX_TICKS,
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  TICKS_PER_MILLISECOND,
  TICKS_PER_MINUTE,
  TICKS_PER_SECOND,
  ticksOfCivil,
  timeOf,
} from '../../values/date-time.ts';
import { booleanValue, dateValue } from '../../values/make.ts';
import { MAX_SPAN, MIN_SPAN } from '../../values/time-span.ts';
import type { Value } from '../../values/value.ts';
import { argumentFault, argumentNull, outOfRange, overflow } from '../faults.ts';
import type { CallContext } from './call-context.ts';
import { cultureOf } from './culture-info.ts';
import { textsOf } from './enumerate.ts';
import { overload } from './number-members.ts';
import { attempt, dateFault, parseDateText } from './parse.ts';
import { constant, instance, type Overload, shared } from './signature.ts';
import { type TypeMembers, typeMembers } from './type-members.ts';

/** Members of System.DateTime; its own properties are Gregorian in every culture. */

function moment(ticks: bigint): bigint {
  if (ticks < 0n || ticks > MAX_TICKS) throw outOfRange('value');
  return ticks;
}

/** Units as a Double, to whole ticks. @throws EvaluationFault ArgumentOutOfRangeException */
function addUnits(ticks: bigint, value: number, unit: bigint): bigint {
  if (!(Math.abs(value) * Number(unit) < 4e18)) throw outOfRange('value');
  const whole = Math.trunc(value);
  const fraction = Math.trunc((value - whole) * Number(unit));
  return moment(ticks + BigInt(whole) * unit + BigInt(fraction));
}

function shifted(ticks: bigint, months: number): bigint {
  const result = Math.abs(months) > 120_000 ? undefined : addMonths(ticks, months);
  if (result === undefined) throw outOfRange('months');
  return result;
}

type Clock = readonly [number, number, number];

function made(
  year: number,
  month: number,
  day: number,
  [hour, minute, second]: Clock = [0, 0, 0],
  milliseconds = 0,
): bigint {
  const ticks =
    hour < 0 || minute < 0 || second < 0 || milliseconds < 0 || milliseconds > 999
      ? undefined
      : ticksOfCivil({ year, month, day, hour, minute, second });
  if (ticks === undefined) throw outOfRange('Year, Month, and Day');
  return ticks + BigInt(milliseconds) * TICKS_PER_MILLISECOND;
}

function text(
  ticks: bigint,
  format: string | undefined,
  provider: Value | undefined,
  context: CallContext,
): string {
  return formatDate({ ticks }, format ?? '', cultureOf(provider, context));
}

function span(ticks: bigint): bigint {
  if (ticks > MAX_SPAN || ticks < MIN_SPAN) throw overflow();
  return ticks;
}

function order(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Days since 1899-12-30, as in OLE Automation. */
const OA_EPOCH = 599_264_352_000_000_000n;

function fromOADate(value: number): bigint {
  if (!(value > -657_435 && value < 2_958_466)) throw argumentFault('Not a legal OleAut date.');
  const milliseconds = Math.trunc(value * 86_400_000 + (value >= 0 ? 0.5 : -0.5));
  // Before the epoch the fraction counts forward from the day.
  const whole = milliseconds < 0 ? milliseconds - (milliseconds % 86_400_000) * 2 : milliseconds;
  return moment(OA_EPOCH + BigInt(whole) * TICKS_PER_MILLISECOND);
}

function toOADate(ticks: bigint): number {
  if (ticks === 0n) return 0;
  const base = ticks < TICKS_PER_DAY ? ticks + OA_EPOCH : ticks;
  let milliseconds = Number((base - OA_EPOCH) / TICKS_PER_MILLISECOND);
  if (milliseconds < 0) {
    const fraction = milliseconds % 86_400_000;
    if (fraction !== 0) milliseconds -= (86_400_000 + fraction) * 2;
  }
  return milliseconds / 86_400_000;
}

function parseExact(
  source: string | undefined,
  formats: readonly string[],
  provider: Value,
  context: CallContext,
): bigint {
  if (source === undefined) throw argumentNull('s');
  for (const format of formats) {
    const ticks = parseExactDate(source, format, cultureOf(provider, context), context.now);
    if (ticks !== undefined) return ticks;
  }
  throw dateFault(source);
}

const parts: readonly Overload[] = [
  instance('DateTime', 'Date As DateTime', (self) => self - (self % TICKS_PER_DAY)),
  instance('DateTime', 'Day As Int32', (self) => dateOf(self).day),
  instance('DateTime', 'DayOfWeek As DayOfWeek', (self) => dayOfWeek(self)),
  instance('DateTime', 'DayOfYear As Int32', (self) => dayOfYear(self)),
  instance('DateTime', 'Hour As Int32', (self) => timeOf(self).hour),
  instance('DateTime', 'Kind As DateTimeKind', () => 0),
  instance('DateTime', 'Millisecond As Int32', (self) => Math.floor(timeOf(self).fraction / 10_000)),
  instance('DateTime', 'Minute As Int32', (self) => timeOf(self).minute),
  instance('DateTime', 'Month As Int32', (self) => dateOf(self).month),
  instance('DateTime', 'Second As Int32', (self) => timeOf(self).second),
  instance('DateTime', 'Ticks As Int64', (self) => self),
  instance('DateTime', 'TimeOfDay As TimeSpan', (self) => self % TICKS_PER_DAY),
  instance('DateTime', 'Year As Int32', (self) => dateOf(self).year),
];

const arithmetic: readonly Overload[] = [
  instance('DateTime', 'Add(value As TimeSpan) As DateTime', (self, value) => moment(self + value)),
  instance('DateTime', 'AddDays(value As Double) As DateTime', (self, value) =>
    addUnits(self, value, TICKS_PER_DAY),
  ),
  instance('DateTime', 'AddHours(value As Double) As DateTime', (self, value) =>
    addUnits(self, value, TICKS_PER_HOUR),
  ),
  instance('DateTime', 'AddMilliseconds(value As Double) As DateTime', (self, value) =>
    addUnits(self, value, TICKS_PER_MILLISECOND),
  ),
  instance('DateTime', 'AddMinutes(value As Double) As DateTime', (self, value) =>
    addUnits(self, value, TICKS_PER_MINUTE),
  ),
  instance('DateTime', 'AddMonths(months As Int32) As DateTime', shifted),
  instance('DateTime', 'AddSeconds(value As Double) As DateTime', (self, value) =>
    addUnits(self, value, TICKS_PER_SECOND),
  ),
  instance('DateTime', 'AddTicks(value As Int64) As DateTime', (self, value) => moment(self + value)),
  instance('DateTime', 'AddYears(value As Int32) As DateTime', (self, years) => {
    if (Math.abs(years) > 10_000) throw outOfRange('years');
    return shifted(self, years * 12);
  }),
  instance('DateTime', 'Subtract(value As DateTime) As TimeSpan', (self, other) => span(self - other)),
  instance('DateTime', 'Subtract(value As TimeSpan) As DateTime', (self, value) => moment(self - value)),
];

const texts: readonly Overload[] = [
  instance('DateTime', 'ToString() As String', (self, context) => text(self, '', undefined, context)),
  instance('DateTime', 'ToString(format As String) As String', (self, format, context) =>
    text(self, format, undefined, context),
  ),
  instance('DateTime', 'ToString(provider As IFormatProvider) As String', (self, provider, context) =>
    text(self, '', provider, context),
  ),
  instance('DateTime', 'ToString(format As String, provider As IFormatProvider) As String', text),
  instance('DateTime', 'ToLongDateString() As String', (self, context) =>
    text(self, 'D', undefined, context),
  ),
  instance('DateTime', 'ToLongTimeString() As String', (self, context) =>
    text(self, 'T', undefined, context),
  ),
  instance('DateTime', 'ToShortDateString() As String', (self, context) =>
    text(self, 'd', undefined, context),
  ),
  instance('DateTime', 'ToShortTimeString() As String', (self, context) =>
    text(self, 't', undefined, context),
  ),
];

const others: readonly Overload[] = [
  instance('DateTime', 'CompareTo(value As DateTime) As Int32', order),
  instance('DateTime', 'CompareTo(value As Object) As Int32', (self, other) => {
    if (other.type === 'Nothing') return 1;
    if (other.type !== 'DateTime') throw argumentFault('Object must be of type DateTime.');
    return order(self, other.ticks);
  }),
  instance('DateTime', 'Equals(value As DateTime) As Boolean', (self, other) => self === other),
  instance(
    'DateTime',
    'Equals(value As Object) As Boolean',
    (self, other) => other.type === 'DateTime' && other.ticks === self,
  ),
  instance('DateTime', 'IsDaylightSavingTime() As Boolean', () => false),
  instance('DateTime', 'ToLocalTime() As DateTime', (self, { utcOffsetMinutes }) =>
    moment(self + BigInt(utcOffsetMinutes) * TICKS_PER_MINUTE),
  ),
  instance('DateTime', 'ToUniversalTime() As DateTime', (self, { utcOffsetMinutes }) =>
    moment(self - BigInt(utcOffsetMinutes) * TICKS_PER_MINUTE),
  ),
  instance('DateTime', 'ToOADate() As Double', toOADate),
];

const sharedMembers: readonly Overload[] = [
  constant('MinValue', 'DateTime', dateValue(0n)),
  constant('MaxValue', 'DateTime', dateValue(MAX_TICKS)),
  shared('Now As DateTime', ({ now }) => now),
  shared('Today As DateTime', ({ now }) => now - (now % TICKS_PER_DAY)),
  shared(
    'UtcNow As DateTime',
    ({ now, utcOffsetMinutes }) => now - BigInt(utcOffsetMinutes) * TICKS_PER_MINUTE,
  ),
  shared('Compare(t1 As DateTime, t2 As DateTime) As Int32', order),
  shared('DaysInMonth(year As Int32, month As Int32) As Int32', (year, month) => {
    if (month < 1 || month > 12 || year < 1 || year > 9999) throw outOfRange('month');
    return daysInMonth(year, month);
  }),
  shared('Equals(t1 As DateTime, t2 As DateTime) As Boolean', (a, b) => a === b),
  shared('FromOADate(d As Double) As DateTime', fromOADate),
  shared('IsLeapYear(year As Int32) As Boolean', (year) => {
    if (year < 1 || year > 9999) throw outOfRange('year');
    return isLeapYear(year);
  }),
  shared('Parse(s As String) As DateTime', (source, context) => parseText(source, undefined, context)),
  shared('Parse(s As String, provider As IFormatProvider) As DateTime', parseText),
  shared(
    'Parse(s As String, provider As IFormatProvider, styles As DateTimeStyles) As DateTime',
    (source, provider, _styles, context) => parseText(source, provider, context),
  ),
  shared(
    'ParseExact(s As String, format As String, provider As IFormatProvider) As DateTime',
    (source, format, provider, context) => parseExact(source, [format ?? ''], provider, context),
  ),
  shared(
    'ParseExact(s As String, format As String, provider As IFormatProvider, style As DateTimeStyles) As DateTime',
    (source, format, provider, _style, context) => parseExact(source, [format ?? ''], provider, context),
  ),
  shared(
    'ParseExact(s As String, formats As String(), provider As IFormatProvider, style As DateTimeStyles) As DateTime',
    (source, formats, provider, _style, context) =>
      parseExact(source, textsOf(formats?.items), provider, context),
  ),
  shared('SpecifyKind(value As DateTime, kind As DateTimeKind) As DateTime', (value) => value),
  overload(
    'TryParse',
    [
      'String',
      { name: 'result', type: 'DateTime', defaultValue: undefined, isParamArray: false, isByRef: true },
    ],
    'Boolean',
    (_self, args, context) => {
      const [source] = args;
      const ticks = attempt(() =>
        parseText(source?.type === 'String' ? source.value : undefined, undefined, context),
      );
      args[1] = dateValue(ticks ?? 0n);
      return booleanValue(ticks !== undefined);
    },
  ),
];

function parseText(source: string | undefined, provider: Value | undefined, context: CallContext): bigint {
  if (source === undefined) throw argumentNull('s');
  return parseDateText(source, context, cultureOf(provider, context));
}

export function dateTimeMembers(): TypeMembers {
  return typeMembers('DateTime', {
    constructors: [
      shared('New(ticks As Int64) As DateTime', (ticks) => moment(ticks)),
      shared('New(year As Int32, month As Int32, day As Int32) As DateTime', (year, month, day) =>
        made(year, month, day),
      ),
      shared(
        'New(year As Int32, month As Int32, day As Int32, hour As Int32, minute As Int32, second As Int32) As DateTime',
        (year, month, day, hour, minute, second) => made(year, month, day, [hour, minute, second]),
      ),
      shared(
        'New(year As Int32, month As Int32, day As Int32, hour As Int32, minute As Int32, second As Int32, millisecond As Int32) As DateTime',
        (year, month, day, hour, minute, second, millisecond) =>
          made(year, month, day, [hour, minute, second], millisecond),
      ),
    ],
    shared: sharedMembers,
    instance: [...parts, ...arithmetic, ...texts, ...others],
  });
}
