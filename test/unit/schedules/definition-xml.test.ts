import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { readScheduleDefinition, writeScheduleDefinition } from '../../../lib/schedules/definition-xml.ts';
import { type Recurrence, scheduleOf } from '../../../lib/schedules/schedule.ts';
import { dayRecurrence, minuteRecurrence } from '../../property/schedules/arbitraries.ts';

/** Reads ../shared/contracts/ReportService2010.wsdl, beside the repository; skipped where it is missing. */
const WSDL = join(import.meta.dirname, '../../../../shared/contracts/ReportService2010.wsdl');

const zone = 'Europe/Warsaw';
const recurrences: Recurrence[] = [
  { kind: 'once' },
  { kind: 'minutes', every: 60 },
  { kind: 'daily', every: 2 },
  { kind: 'weekly', every: 3, days: ['sunday', 'thursday'] },
  { kind: 'monthly', months: [1, 12], days: [1, 15, 31] },
  { kind: 'monthlyByWeekday', months: [2, 3], week: 'last', days: ['monday', 'saturday'] },
];

function read(content: string): ReturnType<typeof readScheduleDefinition> {
  return readScheduleDefinition(`<ScheduleDefinition>${content}</ScheduleDefinition>`, zone);
}
const start = '<StartDateTime>2026-11-23T07:30:00</StartDateTime>';

describe('a report server schedule definition', () => {
  it.each(recurrences)('comes back as it was written: $kind', (recurrence) => {
    for (const end of [undefined, '2027-12-31']) {
      const schedule = scheduleOf({ zone, start: '2026-11-23T07:30', end, recurrence });
      expect(readScheduleDefinition(writeScheduleDefinition(schedule), zone)).toEqual(schedule);
    }
  });

  it('is read as a report server stores it: namespaces, an offset, seconds, chosen days only', () => {
    const ns = 'xmlns="http://schemas.microsoft.com/sqlserver/2003/12/reporting/reportingservices"';
    const xml = `<?xml version="1.0" encoding="utf-16"?>
      <ScheduleDefinition xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <StartDateTime ${ns}>2026-11-23T06:30:15.123+00:00</StartDateTime>
        <EndDate ${ns}>2026-12-31</EndDate>
        <WeeklyRecurrence ${ns}>
          <WeeksInterval>1</WeeksInterval>
          <DaysOfWeek><Monday>true</Monday><Friday>true</Friday></DaysOfWeek>
        </WeeklyRecurrence>
      </ScheduleDefinition>`;
    expect(readScheduleDefinition(xml, zone)).toEqual({
      zone,
      start: '2026-11-23T07:30',
      end: '2026-12-31',
      recurrence: { kind: 'weekly', every: 1, days: ['monday', 'friday'] },
    });
  });

  it("takes ranges of days, a week interval that is left out, and no end where the date is .NET's smallest", () => {
    expect(
      read(
        `${start}<EndDate>0001-01-01T00:00:00</EndDate><MonthlyRecurrence><Days>1,3, 10-12</Days>` +
          '<MonthsOfYear><May>true</May><June>false</June></MonthsOfYear></MonthlyRecurrence>',
      ),
    ).toMatchObject({ recurrence: { kind: 'monthly', months: [5], days: [1, 3, 10, 11, 12] } });
    expect(
      read(`${start}<WeeklyRecurrence><DaysOfWeek><Sunday>1</Sunday></DaysOfWeek></WeeklyRecurrence>`)
        .recurrence,
    ).toEqual({ kind: 'weekly', every: 1, days: ['sunday'] });
  });

  it.each([
    ['no start', '<DailyRecurrence><DaysInterval>1</DaysInterval></DailyRecurrence>'],
    ['two recurrences', `${start}<DailyRecurrence/><MinuteRecurrence/>`],
    [
      'an interval that is none',
      `${start}<DailyRecurrence><DaysInterval>-1</DaysInterval></DailyRecurrence>`,
    ],
    ['an interval of 0', `${start}<MinuteRecurrence><MinutesInterval>0</MinutesInterval></MinuteRecurrence>`],
    ['no day', `${start}<WeeklyRecurrence><WeeksInterval>1</WeeksInterval></WeeklyRecurrence>`],
    ['a range backwards', `${start}<MonthlyRecurrence><Days>5-1</Days></MonthlyRecurrence>`],
    ['no week', `${start}<MonthlyDOWRecurrence></MonthlyDOWRecurrence>`],
    ['an element twice', `${start}${start}`],
    ['a time that is none', '<StartDateTime>soon</StartDateTime>'],
    ['broken XML', `${start}<DailyRecurrence>`],
  ])('is refused with %s', (_, content) => {
    expect(() => read(content)).toThrow(expect.objectContaining({ code: 'SCHEDULE_INVALID' }));
  });

  it('is refused with a document type, and with another root', () => {
    const refused = expect.objectContaining({ code: 'SCHEDULE_INVALID' });
    expect(() => readScheduleDefinition('<!DOCTYPE a [<!ENTITY b "c">]><ScheduleDefinition/>', zone)).toThrow(
      refused,
    );
    expect(() => readScheduleDefinition(`<Definition>${start}</Definition>`, zone)).toThrow(refused);
  });

  it('is refused rather than kept in part, and says what cannot be kept', () => {
    const why = (xml: string): string => {
      try {
        readScheduleDefinition(xml, zone);
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
      return 'kept';
    };
    expect(why(`<ScheduleDefinition>${start}<HourlyRecurrence/></ScheduleDefinition>`)).toContain(
      'ScheduleDefinition holds HourlyRecurrence, which we cannot keep',
    );
    expect(
      why(
        `<ScheduleDefinition>${start}<DailyRecurrence><DaysInterval>1</DaysInterval><WeekDays/></DailyRecurrence></ScheduleDefinition>`,
      ),
    ).toContain('DailyRecurrence holds WeekDays');
    expect(why(`<ScheduleReference><ScheduleID>7</ScheduleID></ScheduleReference>`)).toContain(
      'refers to a shared schedule',
    );
    expect(
      why('<ScheduleDefinition><StartDateTime>1969-01-01T00:00:00</StartDateTime></ScheduleDefinition>'),
    ).toContain('1973');
  });

  it('cannot be written for the last day of months, which report servers do not know', () => {
    const schedule = scheduleOf({
      zone,
      start: '2026-11-23T07:30',
      recurrence: { kind: 'monthly', months: [1], days: ['last'] },
    });
    expect(() => writeScheduleDefinition(schedule)).toThrow(
      expect.objectContaining({ code: 'SCHEDULE_INVALID' }),
    );
  });

  it('comes back as it was written, whatever schedule a report server could have', () => {
    const anySchedule = fc
      .record({
        recurrence: fc.oneof(dayRecurrence, minuteRecurrence),
        day: fc.integer({ min: 0, max: 3000 }),
        minute: fc.integer({ min: 0, max: 1439 }),
        lasts: fc.option(fc.integer({ min: 0, max: 900 }), { nil: undefined }),
      })
      .filter(({ recurrence }) => recurrence.kind !== 'monthly' || !recurrence.days.includes('last'))
      .map(({ recurrence, day, minute, lasts }) => {
        const first = Temporal.PlainDateTime.from('2026-01-01T00:00').add({ days: day, minutes: minute });
        return scheduleOf({
          zone,
          start: first.toString({ smallestUnit: 'minute' }),
          end: lasts === undefined ? undefined : first.toPlainDate().add({ days: lasts }).toString(),
          recurrence,
        });
      });
    fc.assert(
      fc.property(anySchedule, (schedule) => {
        expect(readScheduleDefinition(writeScheduleDefinition(schedule), zone)).toEqual(schedule);
      }),
      { numRuns: 300 },
    );
  });

  describe.skipIf(!existsSync(WSDL))('against the contract of report servers', () => {
    it('is written with the elements of its types, in their order', () => {
      const wsdl = readFileSync(WSDL, 'utf8');
      const elementsOf = (type: string): string[] => {
        const body = new RegExp(`<s:complexType name="${type}">[^]*?</s:complexType>`).exec(wsdl)?.[0] ?? '';
        return [...body.matchAll(/<s:element [^>]*name="(\w+)"/g)].map((match) => match[1] ?? '');
      };
      for (const recurrence of recurrences) {
        const xml = writeScheduleDefinition(
          scheduleOf({ zone, start: '2026-11-23T07:30', end: '2027-01-01', recurrence }),
        );
        const [, name = ''] = /<(\w+Recurrence)>/.exec(xml) ?? [];
        const written = childrenOf(xml.match(/<ScheduleDefinition>(.*)<\/ScheduleDefinition>/)?.[1] ?? '');
        expect(elementsOf('ScheduleDefinition')).toEqual(expect.arrayContaining(written));
        if (name === '') continue;
        const inner = childrenOf(new RegExp(`<${name}>(.*)</${name}>`).exec(xml)?.[1] ?? '');
        expect(inner).toEqual(elementsOf(name));
      }
      const weekly = writeScheduleDefinition(
        scheduleOf({
          zone,
          start: '2026-11-23T07:30',
          recurrence: { kind: 'weekly', every: 1, days: ['monday'] },
        }),
      );
      expect(childrenOf(/<DaysOfWeek>(.*)<\/DaysOfWeek>/.exec(weekly)?.[1] ?? '')).toEqual(
        elementsOf('DaysOfWeekSelector'),
      );
    });
  });
});

/** The names of the outermost elements of a piece of XML without attributes. */
function childrenOf(xml: string): string[] {
  return [...xml.matchAll(/<(\w+)>.*?<\/\1>/g)].map((match) => match[1] ?? '');
}
