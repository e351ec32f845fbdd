import { formatDate } from '../../formats/format-date.ts';
import { formatTimeSpan } from '../../formats/format-time-span.ts';
import {
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  TICKS_PER_MILLISECOND,
  TICKS_PER_MINUTE,
  TICKS_PER_SECOND,
} from '../../values/date-time.ts';
import { EvaluationFault } from '../../values/fault.ts';
import { booleanValue } from '../../values/make.ts';
import { MAX_SPAN, MIN_SPAN, parseTimeSpan, timeSpanText } from '../../values/time-span.ts';
import type { Value } from '../../values/value.ts';
import { argumentNull, formatFault, overflow } from '../faults.ts';
import { formatGuid } from './composite.ts';
import { cultureOf } from './culture-info.ts';
import { overload } from './number-members.ts';
import { attempt, parseOffsetText } from './parse.ts';
import { constant, instance, type Overload, shared } from './signature.ts';
import { type TypeMembers, typeMembers } from './type-members.ts';

/** Members of System.TimeSpan, DateTimeOffset and Guid. */

function span(ticks: bigint): bigint {
  if (ticks > MAX_SPAN || ticks < MIN_SPAN) throw overflow();
  return ticks;
}

function ofUnits(value: number, unit: bigint): bigint {
  if (Number.isNaN(value))
    throw new EvaluationFault(
      'ArgumentException',
      'TimeSpan does not accept floating point Not-a-Number values.',
    );
  const ticks = Math.trunc(value * Number(unit));
  if (!(Math.abs(ticks) < 2 ** 63)) throw overflow();
  return BigInt(ticks);
}

function ofParts(days: number, hours: number, minutes: number, seconds: number, milliseconds = 0): bigint {
  return span(
    BigInt(days) * TICKS_PER_DAY +
      BigInt(hours) * TICKS_PER_HOUR +
      BigInt(minutes) * TICKS_PER_MINUTE +
      BigInt(seconds) * TICKS_PER_SECOND +
      BigInt(milliseconds) * TICKS_PER_MILLISECOND,
  );
}

function order(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** @throws EvaluationFault FormatException, OverflowException */
function parse(text: string | undefined): bigint {
  if (text === undefined) throw argumentNull('input');
  const ticks = parseTimeSpan(text);
  if (ticks === 'overflow') throw overflow();
  if (ticks === undefined) throw formatFault(`String '${text}' was not recognized as a valid TimeSpan.`);
  return ticks;
}

const UNITS: readonly (readonly [string, string, bigint])[] = [
  ['Days', 'TotalDays', TICKS_PER_DAY],
  ['Hours', 'TotalHours', TICKS_PER_HOUR],
  ['Minutes', 'TotalMinutes', TICKS_PER_MINUTE],
  ['Seconds', 'TotalSeconds', TICKS_PER_SECOND],
  ['Milliseconds', 'TotalMilliseconds', TICKS_PER_MILLISECOND],
];
const IN_NEXT: Readonly<Record<string, bigint>> = {
  Hours: 24n,
  Minutes: 60n,
  Seconds: 60n,
  Milliseconds: 1000n,
};

const parts: readonly Overload[] = UNITS.flatMap(([name, total, unit]) => [
  instance('TimeSpan', `${name} As Int32`, (self) => {
    const whole = self / unit;
    const next = IN_NEXT[name];
    return Number(next === undefined ? whole : whole % next);
  }),
  instance('TimeSpan', `${total} As Double`, (self) => Number(self) / Number(unit)),
]);

const factories: readonly Overload[] = UNITS.map(([name, , unit]) =>
  shared(`From${name}(value As Double) As TimeSpan`, (value) => ofUnits(value, unit)),
);

export function timeSpanMembers(): TypeMembers {
  return typeMembers('TimeSpan', {
    constructors: [
      shared('New(ticks As Int64) As TimeSpan', (ticks) => ticks),
      shared(
        'New(hours As Int32, minutes As Int32, seconds As Int32) As TimeSpan',
        (hours, minutes, seconds) => ofParts(0, hours, minutes, seconds),
      ),
      shared(
        'New(days As Int32, hours As Int32, minutes As Int32, seconds As Int32) As TimeSpan',
        (days, hours, minutes, seconds) => ofParts(days, hours, minutes, seconds),
      ),
      shared(
        'New(days As Int32, hours As Int32, minutes As Int32, seconds As Int32, milliseconds As Int32) As TimeSpan',
        (days, hours, minutes, seconds, milliseconds) => ofParts(days, hours, minutes, seconds, milliseconds),
      ),
    ],
    shared: [
      constant('Zero', 'TimeSpan', { type: 'TimeSpan', ticks: 0n }),
      constant('MaxValue', 'TimeSpan', { type: 'TimeSpan', ticks: MAX_SPAN }),
      constant('MinValue', 'TimeSpan', { type: 'TimeSpan', ticks: MIN_SPAN }),
      constant('TicksPerDay', 'Int64', { type: 'Int64', value: TICKS_PER_DAY }),
      constant('TicksPerHour', 'Int64', { type: 'Int64', value: TICKS_PER_HOUR }),
      constant('TicksPerMinute', 'Int64', { type: 'Int64', value: TICKS_PER_MINUTE }),
      constant('TicksPerSecond', 'Int64', { type: 'Int64', value: TICKS_PER_SECOND }),
      constant('TicksPerMillisecond', 'Int64', { type: 'Int64', value: TICKS_PER_MILLISECOND }),
      ...factories,
      shared('FromTicks(value As Int64) As TimeSpan', (ticks) => ticks),
      shared('Compare(t1 As TimeSpan, t2 As TimeSpan) As Int32', order),
      shared('Parse(s As String) As TimeSpan', (text) => parse(text)),
      shared('Parse(input As String, formatProvider As IFormatProvider) As TimeSpan', (text) => parse(text)),
      overload(
        'TryParse',
        [
          'String',
          { name: 'result', type: 'TimeSpan', defaultValue: undefined, isParamArray: false, isByRef: true },
        ],
        'Boolean',
        (_self, args) => {
          const [text] = args;
          const ticks = attempt(() => parse(text?.type === 'String' ? text.value : undefined));
          args[1] = { type: 'TimeSpan', ticks: ticks ?? 0n };
          return booleanValue(ticks !== undefined);
        },
      ),
    ],
    instance: [
      ...parts,
      instance('TimeSpan', 'Ticks As Int64', (self) => self),
      instance('TimeSpan', 'Add(ts As TimeSpan) As TimeSpan', (self, other) => span(self + other)),
      instance('TimeSpan', 'Subtract(ts As TimeSpan) As TimeSpan', (self, other) => span(self - other)),
      instance('TimeSpan', 'Duration() As TimeSpan', (self) => span(self < 0n ? -self : self)),
      instance('TimeSpan', 'Negate() As TimeSpan', (self) => span(-self)),
      instance('TimeSpan', 'CompareTo(value As TimeSpan) As Int32', order),
      instance('TimeSpan', 'Equals(obj As TimeSpan) As Boolean', (self, other) => self === other),
      instance(
        'TimeSpan',
        'Equals(value As Object) As Boolean',
        (self, other) => other.type === 'TimeSpan' && other.ticks === self,
      ),
      instance('TimeSpan', 'ToString() As String', (self) => timeSpanText(self)),
      instance('TimeSpan', 'ToString(format As String) As String', (self, format, { culture }) =>
        formatTimeSpan(self, format ?? '', culture),
      ),
      instance(
        'TimeSpan',
        'ToString(format As String, formatProvider As IFormatProvider) As String',
        (self, format, provider, context) => formatTimeSpan(self, format ?? '', cultureOf(provider, context)),
      ),
    ],
  });
}

type Offset = Extract<Value, { type: 'DateTimeOffset' }>;

function held(self: Value): Offset {
  if (self.type === 'DateTimeOffset') return self;
  throw new TypeError('A DateTimeOffset was expected.');
}

function utc(value: Offset): bigint {
  return value.ticks - BigInt(value.offsetMinutes) * TICKS_PER_MINUTE;
}

export function dateTimeOffsetMembers(): TypeMembers {
  return typeMembers('DateTimeOffset', {
    shared: [
      shared('Now As DateTimeOffset', ({ now, utcOffsetMinutes }) => ({
        type: 'DateTimeOffset',
        ticks: now,
        offsetMinutes: utcOffsetMinutes,
      })),
      shared('UtcNow As DateTimeOffset', ({ now, utcOffsetMinutes }) => ({
        type: 'DateTimeOffset',
        ticks: now - BigInt(utcOffsetMinutes) * TICKS_PER_MINUTE,
        offsetMinutes: 0,
      })),
      shared('Parse(input As String) As DateTimeOffset', (text, context) => {
        if (text === undefined) throw argumentNull('input');
        const { ticks, offsetMinutes } = parseOffsetText(text, context, context.culture);
        return { type: 'DateTimeOffset', ticks, offsetMinutes: offsetMinutes ?? context.utcOffsetMinutes };
      }),
    ],
    instance: [
      instance('DateTimeOffset', 'DateTime As DateTime', (self) => held(self).ticks),
      instance(
        'DateTimeOffset',
        'Date As DateTime',
        (self) => held(self).ticks - (held(self).ticks % TICKS_PER_DAY),
      ),
      instance('DateTimeOffset', 'UtcDateTime As DateTime', (self) => utc(held(self))),
      instance(
        'DateTimeOffset',
        'LocalDateTime As DateTime',
        (self, { utcOffsetMinutes }) => utc(held(self)) + BigInt(utcOffsetMinutes) * TICKS_PER_MINUTE,
      ),
      instance(
        'DateTimeOffset',
        'Offset As TimeSpan',
        (self) => BigInt(held(self).offsetMinutes) * TICKS_PER_MINUTE,
      ),
      instance('DateTimeOffset', 'Ticks As Int64', (self) => held(self).ticks),
      instance('DateTimeOffset', 'ToString() As String', (self, { culture }) =>
        formatDate(held(self), '', culture),
      ),
      instance('DateTimeOffset', 'ToString(format As String) As String', (self, format, { culture }) =>
        formatDate(held(self), format ?? '', culture),
      ),
    ],
  });
}

const EMPTY_GUID = '00000000-0000-0000-0000-000000000000';

function guidOf(text: string | undefined): string {
  const digits = (text ?? '')
    .trim()
    .replace(/^[{(]|[})]$/g, '')
    .replaceAll('-', '')
    .toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(digits)) throw formatFault('Unrecognized Guid format.');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function guidMembers(): TypeMembers {
  return typeMembers('Guid', {
    constructors: [shared('New(g As String) As Guid', (text) => ({ type: 'Guid', value: guidOf(text) }))],
    shared: [
      constant('Empty', 'Guid', { type: 'Guid', value: EMPTY_GUID }),
      shared('Parse(input As String) As Guid', (text) => ({ type: 'Guid', value: guidOf(text) })),
      // The same each time, so that a picture can be repeated.
      shared('NewGuid() As Guid', ({ session }) => ({ type: 'Guid', value: session.nextGuid() })),
    ],
    instance: [
      instance('Guid', 'ToString() As String', (self) => (self.type === 'Guid' ? self.value : '')),
      instance('Guid', 'ToString(format As String) As String', (self, format) =>
        self.type === 'Guid' ? formatGuid(self.value, format ?? '') : '',
      ),
    ],
  });
}
