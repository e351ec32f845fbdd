import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DomainError } from '../../../lib/errors.ts';
import { type ScheduleForm, scheduleOf } from '../../../lib/schedules/schedule.ts';
import { parseSchedule, scheduleSchema } from '../../../lib/schedules/schema.ts';

const sound: ScheduleForm = {
  zone: 'Europe/Warsaw',
  start: '2026-11-23T07:30',
  recurrence: { kind: 'daily', every: 1 },
};

function refusalOf(make: () => unknown): DomainError {
  try {
    make();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('a schedule', () => {
  it('is written the same where it means the same', () => {
    expect(
      scheduleOf({
        ...sound,
        zone: 'europe/warsaw',
        recurrence: { kind: 'weekly', every: 1, days: ['friday', 'sunday', 'friday'] },
      }),
    ).toEqual({ ...sound, recurrence: { kind: 'weekly', every: 1, days: ['sunday', 'friday'] } });
    expect(
      scheduleOf({
        ...sound,
        recurrence: { kind: 'monthly', months: [12, 1, 12], days: ['last', 15, 1, 15] },
      }).recurrence,
    ).toEqual({ kind: 'monthly', months: [1, 12], days: [1, 15, 'last'] });
  });

  it('comes through JSON unchanged', () => {
    const schedule = scheduleOf({ ...sound, end: '2027-12-31' });
    expect(parseSchedule(JSON.parse(JSON.stringify(schedule)))).toStrictEqual(schedule);
  });

  it.each<[string, Partial<ScheduleForm>]>([
    ['"Mars/Olympus" is no IANA time zone.', { zone: 'Mars/Olympus' }],
    ['"+02:00" is no IANA time zone.', { zone: '+02:00' }],
    ['"" is no IANA time zone.', { zone: '' }],
    ['The start "2026-02-30T07:30" is no date and time.', { start: '2026-02-30T07:30' }],
    ['The start "2026-11-23T24:00" is no date and time.', { start: '2026-11-23T24:00' }],
    ['The start "2026-11-23" is not of the form 2026-11-23T07:30.', { start: '2026-11-23' }],
    [
      'The start "2026-11-23T07:30:15" is not of the form 2026-11-23T07:30.',
      { start: '2026-11-23T07:30:15' },
    ],
    ['The start 1972-12-31T07:30 is outside the years 1973 to 9000.', { start: '1972-12-31T07:30' }],
    ['The end "2026-13-01" is no date.', { end: '2026-13-01' }],
    ['The end, 2026-11-22, is before the start, 2026-11-23.', { end: '2026-11-22' }],
    [
      'It cannot recur every 0: a whole number from 1 on is needed.',
      { recurrence: { kind: 'minutes', every: 0 } },
    ],
    [
      'It cannot recur every 1.5: a whole number from 1 on is needed.',
      { recurrence: { kind: 'daily', every: 1.5 } },
    ],
    [
      'It cannot recur every -1: a whole number from 1 on is needed.',
      { recurrence: { kind: 'weekly', every: -1, days: ['monday'] } },
    ],
    ['No weekday is chosen.', { recurrence: { kind: 'weekly', every: 1, days: [] } }],
    ['No month is chosen.', { recurrence: { kind: 'monthly', months: [], days: [1] } }],
    ['No day of the month is chosen.', { recurrence: { kind: 'monthly', months: [1], days: [] } }],
    ['13 is no month: 1 to 12.', { recurrence: { kind: 'monthly', months: [13], days: [1] } }],
    [
      '32 is no day of a month: 1 to 31, or "last".',
      { recurrence: { kind: 'monthly', months: [1], days: [32] } },
    ],
    [
      'No weekday is chosen.',
      { recurrence: { kind: 'monthlyByWeekday', months: [1], week: 'first', days: [] } },
    ],
  ])('is refused with "%s"', (detail, change) => {
    const error = refusalOf(() => scheduleOf({ ...sound, ...change }));
    expect(error).toMatchObject({ code: 'SCHEDULE_INVALID', detail });
  });

  it('may end on the day it starts, and last until 9000', () => {
    expect(scheduleOf({ ...sound, end: '2026-11-23' }).end).toBe('2026-11-23');
    expect(scheduleOf({ ...sound, start: '9000-01-01T00:00' }).start).toBe('9000-01-01T00:00');
  });
});

describe('a schedule from outside', () => {
  it.each<[RegExp, unknown]>([
    [/^The schedule: /, 'every day'],
    [/^The schedule: /, { ...sound, cron: '* * * * *' }],
    [/^zone: /, { ...sound, zone: 7 }],
    [/^start: /, { ...sound, start: '07:30' }],
    [/^recurrence\.kind: /, { ...sound, recurrence: { kind: 'yearly' } }],
    [/^recurrence\.every: /, { ...sound, recurrence: { kind: 'daily' } }],
    [
      /^recurrence\.days\.1: /,
      { ...sound, recurrence: { kind: 'weekly', every: 1, days: ['monday', 'Tuesday'] } },
    ],
    [/^recurrence\.days\.0: /, { ...sound, recurrence: { kind: 'monthly', months: [1], days: [0] } }],
    [
      /^recurrence\.week: /,
      { ...sound, recurrence: { kind: 'monthlyByWeekday', months: [1], week: 'fifth', days: ['monday'] } },
    ],
    [/is no IANA time zone\.$/, { ...sound, zone: 'Mars/Olympus' }],
  ])('is refused with the field: %s', (detail, value) => {
    const error = refusalOf(() => parseSchedule(value));
    expect(error.code).toBe('SCHEDULE_INVALID');
    expect(error.detail).toMatch(detail);
  });

  it('has a JSON schema for the description of the API', () => {
    const { $ref, $defs } = z.toJSONSchema(scheduleSchema);
    expect($ref).toBe('#/$defs/Schedule');
    expect($defs?.Schedule?.required).toEqual(['zone', 'start', 'recurrence']);
    expect(JSON.stringify($defs?.Recurrence)).toContain('"monthlyByWeekday"');
  });
});
