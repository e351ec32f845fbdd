import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { describeSchedule } from '../../../lib/schedules/describe-schedule.ts';
import { type Recurrence, type ScheduleForm, scheduleOf } from '../../../lib/schedules/schedule.ts';

const after = Temporal.Instant.from('2026-11-22T12:00:00Z');

function text(recurrence: Recurrence, change: Partial<ScheduleForm> = {}): string {
  return describeSchedule(
    scheduleOf({ zone: 'Europe/Warsaw', start: '2026-11-23T07:30', recurrence, ...change }),
    { after },
  );
}

const everyMonth = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const workingWeek = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;

describe('describeSchedule', () => {
  it.each<[string, Recurrence]>([
    ['Once on 23 Nov 2026 at 07:30, Europe/Warsaw; next Mon 23 Nov 07:30', { kind: 'once' }],
    [
      'Every minute from 23 Nov 2026 07:30, Europe/Warsaw; next Mon 23 Nov 07:30',
      { kind: 'minutes', every: 1 },
    ],
    [
      'Every 90 minutes from 23 Nov 2026 07:30, Europe/Warsaw; next Mon 23 Nov 07:30',
      { kind: 'minutes', every: 90 },
    ],
    [
      'Every hour from 23 Nov 2026 07:30, Europe/Warsaw; next Mon 23 Nov 07:30',
      { kind: 'minutes', every: 60 },
    ],
    [
      'Every 4 hours from 23 Nov 2026 07:30, Europe/Warsaw; next Mon 23 Nov 07:30',
      { kind: 'minutes', every: 240 },
    ],
    ['Every day at 07:30, Europe/Warsaw; next Mon 23 Nov 07:30', { kind: 'daily', every: 1 }],
    ['Every 3 days at 07:30, Europe/Warsaw; next Mon 23 Nov 07:30', { kind: 'daily', every: 3 }],
    [
      'Every weekday at 07:30, Europe/Warsaw; next Mon 23 Nov 07:30',
      { kind: 'weekly', every: 1, days: workingWeek },
    ],
    [
      'Every Wednesday, Saturday and Sunday at 07:30, Europe/Warsaw; next Wed 25 Nov 07:30',
      { kind: 'weekly', every: 1, days: ['sunday', 'wednesday', 'saturday'] },
    ],
    [
      'Every 2 weeks on Friday at 07:30, Europe/Warsaw; next Fri 27 Nov 07:30',
      { kind: 'weekly', every: 2, days: ['friday'] },
    ],
    [
      'Every 2 weeks on weekdays at 07:30, Europe/Warsaw; next Mon 23 Nov 07:30',
      { kind: 'weekly', every: 2, days: workingWeek },
    ],
    [
      'Every day at 07:30, Europe/Warsaw; next Mon 23 Nov 07:30',
      { kind: 'weekly', every: 1, days: [...workingWeek, 'saturday', 'sunday'] },
    ],
    [
      'On the 1st, 2nd, 3rd, 11th, 22nd and last day of every month at 07:30, Europe/Warsaw; next Mon 30 Nov 07:30',
      { kind: 'monthly', months: everyMonth, days: [1, 2, 3, 11, 22, 'last'] },
    ],
    [
      'On the 15th day of January and July at 07:30, Europe/Warsaw; next Fri 15 Jan 2027 07:30',
      { kind: 'monthly', months: [7, 1], days: [15] },
    ],
    [
      'On the last Monday and Friday of every month at 07:30, Europe/Warsaw; next Fri 27 Nov 07:30',
      { kind: 'monthlyByWeekday', months: everyMonth, week: 'last', days: ['monday', 'friday'] },
    ],
  ])('says "%s"', (expected, recurrence) => {
    expect(text(recurrence)).toBe(expected);
  });

  it('says until when, and that there is nothing more to come', () => {
    expect(text({ kind: 'daily', every: 1 }, { end: '2026-12-31' })).toBe(
      'Every day at 07:30 until 31 Dec 2026, Europe/Warsaw; next Mon 23 Nov 07:30',
    );
    expect(text({ kind: 'once' }, { start: '2026-11-22T13:00' })).toBe(
      'Once on 22 Nov 2026 at 13:00, Europe/Warsaw; no further run',
    );
  });

  it('shows the next time as the clocks will show it', () => {
    expect(text({ kind: 'daily', every: 1 }, { start: '2027-03-28T02:30' })).toBe(
      'Every day at 02:30, Europe/Warsaw; next Sun 28 Mar 2027 03:30',
    );
  });

  it('says nothing of the next time where none is asked for', () => {
    const schedule = scheduleOf({
      zone: 'UTC',
      start: '2026-11-23T07:30',
      recurrence: { kind: 'daily', every: 1 },
    });
    expect(describeSchedule(schedule)).toBe('Every day at 07:30, UTC');
  });
});
