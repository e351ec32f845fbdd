import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { dailySchedule, hourlySchedule, weeklySchedule } from '../../../lib/schedules/choices.ts';

const zone = 'Europe/Warsaw';

it('P8 hourly is every 60 minutes, daily every day, weekly on the weekday of the start', () => {
  const start = Temporal.PlainDateTime.from('2026-11-22T07:30');
  const common = { zone, start: '2026-11-22T07:30' };
  expect(hourlySchedule({ zone, start })).toEqual({ ...common, recurrence: { kind: 'minutes', every: 60 } });
  expect(dailySchedule({ zone, start })).toEqual({ ...common, recurrence: { kind: 'daily', every: 1 } });
  expect(weeklySchedule({ zone, start })).toEqual({
    ...common,
    recurrence: { kind: 'weekly', every: 1, days: ['sunday'] },
  });
});

it('the start is rounded up to a whole minute, which may be of the next day', () => {
  const start = Temporal.PlainDateTime.from('2026-11-22T23:59:00.001');
  expect(weeklySchedule({ zone, start })).toEqual({
    zone,
    start: '2026-11-23T00:00',
    recurrence: { kind: 'weekly', every: 1, days: ['monday'] },
  });
});
