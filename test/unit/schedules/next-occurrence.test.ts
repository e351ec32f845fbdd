import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { nextOccurrence, occurrences } from '../../../lib/schedules/next-occurrence.ts';
import { type Recurrence, scheduleOf } from '../../../lib/schedules/schedule.ts';

const daily: Recurrence = { kind: 'daily', every: 1 };

function next(
  zone: string,
  start: string,
  recurrence: Recurrence,
  after: string,
  options: { readonly end?: string; readonly count?: number } = {},
): string[] {
  const schedule = scheduleOf({ zone, start, recurrence, end: options.end });
  return occurrences(schedule, Temporal.Instant.from(after), options.count ?? 3).map(String);
}

describe('nextOccurrence', () => {
  describe('where the clock skips', () => {
    it('shifts a skipped time forward by the gap, on that day only', () => {
      expect(next('Europe/Berlin', '2027-03-27T02:30', daily, '2027-03-26T12:00:00Z')).toEqual([
        '2027-03-27T01:30:00Z',
        '2027-03-28T01:30:00Z',
        '2027-03-29T00:30:00Z',
      ]);
    });

    it('shifts by the gap and not to its end: half an hour on Lord Howe', () => {
      expect(
        next('Australia/Lord_Howe', '2027-10-03T02:15', daily, '2027-10-01T00:00:00Z', { count: 1 }),
      ).toEqual(['2027-10-02T15:45:00Z']);
    });

    it('shifts over a gap at midnight', () => {
      expect(next('Africa/Cairo', '2027-04-29T00:30', daily, '2027-04-29T12:00:00Z', { count: 1 })).toEqual([
        '2027-04-29T22:30:00Z',
      ]);
    });

    it('shifts a time into the next day and judges weekday and end on the day before the shift', () => {
      // Nuuk skips 23:00 to 24:00 on Saturday 27 March 2027.
      const recurrence: Recurrence = { kind: 'weekly', every: 1, days: ['saturday'] };
      expect(
        next('America/Nuuk', '2027-03-20T23:30', recurrence, '2027-03-20T00:00:00Z', { end: '2027-03-27' }),
      ).toEqual(['2027-03-21T01:30:00Z', '2027-03-28T01:30:00Z']);
    });

    it('finds a time shifted into the next day when it is asked for on that day', () => {
      expect(next('America/Nuuk', '2027-03-20T23:30', daily, '2027-03-28T01:29:59Z', { count: 2 })).toEqual([
        '2027-03-28T01:30:00Z',
        '2027-03-29T00:30:00Z',
      ]);
    });

    it('fires once where a whole day was skipped: its time falls on that of the next day', () => {
      expect(next('Pacific/Apia', '2011-12-29T10:00', daily, '2011-12-29T00:00:00Z')).toEqual([
        '2011-12-29T20:00:00Z',
        '2011-12-30T20:00:00Z',
        '2011-12-31T20:00:00Z',
      ]);
    });
  });

  describe('where the clock is put back', () => {
    it('fires on the first of two equal times, once', () => {
      expect(next('Europe/Berlin', '2027-10-30T02:30', daily, '2027-10-30T12:00:00Z', { count: 2 })).toEqual([
        '2027-10-31T00:30:00Z',
        '2027-11-01T01:30:00Z',
      ]);
    });

    it('does not fire again when it is asked between the two', () => {
      expect(next('Europe/Berlin', '2027-10-30T02:30', daily, '2027-10-31T01:00:00Z', { count: 1 })).toEqual([
        '2027-11-01T01:30:00Z',
      ]);
    });
  });

  it('keeps minute recurrences evenly spaced on the UTC line through both changes', () => {
    const hourly: Recurrence = { kind: 'minutes', every: 60 };
    for (const [start, after] of [
      ['2027-03-28T00:30', '2027-03-27T23:00:00Z'],
      ['2027-10-31T00:30', '2027-10-30T22:00:00Z'],
    ] as const) {
      const times = next('Europe/Berlin', start, hourly, after, { count: 6 }).map((text) => Date.parse(text));
      expect(times.slice(1).map((time, index) => time - (times[index] ?? 0))).toEqual(
        Array(5).fill(3_600_000),
      );
    }
  });

  it('ends minute recurrences with the local day of the end', () => {
    const recurrence: Recurrence = { kind: 'minutes', every: 240 };
    const all = next('Asia/Tokyo', '2026-11-23T01:00', recurrence, '2026-11-20T00:00:00Z', {
      end: '2026-11-23',
      count: 20,
    });
    expect(all.at(0)).toBe('2026-11-22T16:00:00Z');
    expect(all.at(-1)).toBe('2026-11-23T12:00:00Z');
    expect(all).toHaveLength(6);
  });

  describe('the boundary at an occurrence', () => {
    it.each([
      ['a nanosecond before', '2026-11-23T06:29:59.999999999Z', '2026-11-23T06:30:00Z'],
      ['exactly at it', '2026-11-23T06:30:00Z', '2026-11-24T06:30:00Z'],
      ['a nanosecond after', '2026-11-23T06:30:00.000000001Z', '2026-11-24T06:30:00Z'],
    ])('%s', (_, after, expected) => {
      for (const recurrence of [daily, { kind: 'minutes', every: 1440 } as const]) {
        expect(next('Europe/Warsaw', '2026-11-20T07:30', recurrence, after, { count: 1 })).toEqual([
          expected,
        ]);
      }
    });
  });

  describe('the start', () => {
    it('is the first occurrence where the recurrence falls on it', () => {
      expect(next('Europe/Warsaw', '2026-11-23T07:30', daily, '2020-01-01T00:00:00Z', { count: 1 })).toEqual([
        '2026-11-23T06:30:00Z',
      ]);
    });

    it('comes before the first occurrence where it does not', () => {
      const recurrence: Recurrence = { kind: 'weekly', every: 2, days: ['sunday', 'wednesday'] };
      // 23 November 2026 is a Monday: its week counts, and that week's Sunday is over.
      expect(next('UTC', '2026-11-23T07:30', recurrence, '2020-01-01T00:00:00Z')).toEqual([
        '2026-11-25T07:30:00Z',
        '2026-12-06T07:30:00Z',
        '2026-12-09T07:30:00Z',
      ]);
    });

    it('is the only occurrence of "once"', () => {
      expect(next('UTC', '2026-11-23T07:30', { kind: 'once' }, '2026-11-23T07:29:00Z')).toEqual([
        '2026-11-23T07:30:00Z',
      ]);
      expect(next('UTC', '2026-11-23T07:30', { kind: 'once' }, '2026-11-23T07:30:00Z')).toEqual([]);
    });
  });

  describe('months', () => {
    it('leave out a day that a month lacks', () => {
      const recurrence: Recurrence = { kind: 'monthly', months: [1, 2, 3, 4], days: [31] };
      expect(next('UTC', '2027-01-01T00:00', recurrence, '2027-01-01T00:00:00Z')).toEqual([
        '2027-01-31T00:00:00Z',
        '2027-03-31T00:00:00Z',
        '2028-01-31T00:00:00Z',
      ]);
    });

    it('fire once on a last day that is named by its number too', () => {
      const recurrence: Recurrence = { kind: 'monthly', months: [2, 4], days: [28, 30, 'last'] };
      expect(next('UTC', '2027-01-01T00:00', recurrence, '2027-01-01T00:00:00Z', { count: 4 })).toEqual([
        '2027-02-28T00:00:00Z',
        '2027-04-28T00:00:00Z',
        '2027-04-30T00:00:00Z',
        '2028-02-28T00:00:00Z',
      ]);
    });

    it('take the first, fourth or last of each weekday', () => {
      const on = (week: 'first' | 'fourth' | 'last'): string[] =>
        next(
          'UTC',
          '2026-11-01T00:00',
          { kind: 'monthlyByWeekday', months: [11], week, days: ['monday', 'sunday'] },
          '2026-10-31T00:00:00Z',
          { count: 2 },
        );
      expect(on('first')).toEqual(['2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z']);
      expect(on('fourth')).toEqual(['2026-11-22T00:00:00Z', '2026-11-23T00:00:00Z']);
      expect(on('last')).toEqual(['2026-11-29T00:00:00Z', '2026-11-30T00:00:00Z']);
    });

    it('find 29 February over the eight years around 2100', () => {
      const recurrence: Recurrence = { kind: 'monthly', months: [2], days: [29] };
      expect(next('UTC', '2026-01-01T00:00', recurrence, '2096-02-29T00:00:00Z', { count: 2 })).toEqual([
        '2104-02-29T00:00:00Z',
        '2108-02-29T00:00:00Z',
      ]);
    });

    it('find 29 February in 2400, not in 2300', () => {
      const recurrence: Recurrence = { kind: 'monthly', months: [2], days: [29] };
      expect(next('UTC', '2026-01-01T00:00', recurrence, '2296-03-01T00:00:00Z', { count: 1 })).toEqual([
        '2304-02-29T00:00:00Z',
      ]);
      expect(next('UTC', '2026-01-01T00:00', recurrence, '2396-03-01T00:00:00Z', { count: 1 })).toEqual([
        '2400-02-29T00:00:00Z',
      ]);
    });

    it('never find 30 February', () => {
      const recurrence: Recurrence = { kind: 'monthly', months: [2], days: [30] };
      expect(next('UTC', '2026-01-01T00:00', recurrence, '2026-01-01T00:00:00Z')).toEqual([]);
    });
  });

  it('takes no longer the longer ago the start was', () => {
    const recurrences: Recurrence[] = [
      { kind: 'once' },
      { kind: 'minutes', every: 1 },
      { kind: 'daily', every: 7 },
      { kind: 'weekly', every: 3, days: ['tuesday'] },
      { kind: 'monthly', months: [2], days: [29] },
      { kind: 'monthlyByWeekday', months: [6], week: 'last', days: ['friday'] },
    ];
    const after = Temporal.Instant.from('8999-01-01T00:00:00Z');
    const begin = performance.now();
    for (let round = 0; round < 50; round += 1) {
      for (const recurrence of recurrences) {
        nextOccurrence(
          scheduleOf({ zone: 'America/New_York', start: '1973-01-01T02:30', recurrence }),
          after,
        );
      }
    }
    // 300 calls; walking day by day over seven thousand years would take minutes.
    expect(performance.now() - begin).toBeLessThan(3_000);
  });
});
