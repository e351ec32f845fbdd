import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { dueOccurrences } from '../../../lib/schedules/due-occurrences.ts';
import { nextOccurrence } from '../../../lib/schedules/next-occurrence.ts';
import { type ScheduleForm, scheduleOf } from '../../../lib/schedules/schedule.ts';

const at = (text: string) => Temporal.Instant.from(text);

/** One by one, as the definition says. */
function walked(form: ScheduleForm, after: Temporal.Instant, until: Temporal.Instant) {
  const schedule = scheduleOf(form);
  const all: string[] = [];
  for (
    let next = nextOccurrence(schedule, after);
    next && Temporal.Instant.compare(next, until) <= 0;
    next = nextOccurrence(schedule, next)
  )
    all.push(next.toString());
  return all;
}

const FORMS: readonly ScheduleForm[] = [
  { zone: 'UTC', start: '2026-01-01T00:00', recurrence: { kind: 'minutes', every: 1 } },
  {
    zone: 'Europe/Warsaw',
    start: '2026-01-01T00:07',
    end: '2026-01-02',
    recurrence: { kind: 'minutes', every: 7 },
  },
  { zone: 'Europe/Berlin', start: '2026-01-01T02:30', recurrence: { kind: 'daily', every: 1 } },
  {
    zone: 'America/New_York',
    start: '2026-01-01T09:00',
    end: '2026-02-01',
    recurrence: { kind: 'weekly', every: 1, days: ['monday', 'friday'] },
  },
  { zone: 'UTC', start: '2026-01-01T09:00', recurrence: { kind: 'once' } },
];

describe('the occurrences that came due', () => {
  it('are none before the first and none when all are accounted for', () => {
    const schedule = scheduleOf({ zone: 'UTC', start: '2026-01-01T09:00', recurrence: { kind: 'once' } });
    expect(dueOccurrences(schedule, at('2026-01-01T08:00Z'), at('2026-01-01T08:59Z'))).toBeUndefined();
    expect(dueOccurrences(schedule, at('2026-01-01T09:00Z'), at('2026-01-02T00:00Z'))).toBeUndefined();
  });

  for (const form of FORMS)
    it(`are the newest and a stretch of the others: ${form.recurrence.kind} in ${form.zone}`, () => {
      const after = at('2025-12-31T12:00Z');
      for (const hours of [1, 12, 13, 20, 36, 60, 72, 1000]) {
        const until = after.add({ hours });
        const all = walked(form, after, until);
        const due = dueOccurrences(scheduleOf(form), after, until);
        expect(due?.newest.toString()).toBe(all.at(-1));
        expect(due?.earlier?.count ?? 0).toBe(Math.max(0, all.length - 1));
        expect(due?.earlier?.from.toString()).toBe(all.length > 1 ? all[0] : undefined);
        expect(due?.earlier?.to.toString()).toBe(all.length > 1 ? all.at(-2) : undefined);
      }
    });

  it('counts a year of minutes without walking it', () => {
    const schedule = scheduleOf({
      zone: 'UTC',
      start: '2020-01-01T00:00',
      recurrence: { kind: 'minutes', every: 1 },
    });
    const due = dueOccurrences(schedule, at('2021-01-01T00:00Z'), at('2022-01-01T00:00Z'));
    expect(due?.earlier?.count).toBe(365 * 24 * 60 - 1);
  });
});
