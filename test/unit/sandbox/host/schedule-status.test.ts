import { describe, expect, it } from 'vitest';
import { decideStart, dotNetTime, statusJson } from '../../../../sandbox/host/schedule-status.ts';
import { parseTimerSchedule } from '../../../../sandbox/host/timer-schedule.ts';

const at = (text: string) => Date.parse(`2026-11-24T${text}Z`);
const hourly = parseTimerSchedule('0 0 * * * *', at('08:30:00'));

describe('how a timer begins', () => {
  it('records the first occurrence of a new timer, so that it cannot be missed', () => {
    expect(decideStart(undefined, hourly, at('08:30:00'))).toEqual({
      status: { last: undefined, next: at('09:00:00'), lastUpdated: at('08:30:00') },
      pastDue: false,
      changed: true,
    });
  });

  it('is past due once when occurrences went by while the host was down', () => {
    const recorded = { last: at('08:00:00'), next: at('09:00:00'), lastUpdated: at('08:00:00') };
    expect(decideStart(recorded, hourly, at('12:30:00'))).toEqual({
      status: recorded,
      pastDue: true,
      changed: false,
    });
    expect(decideStart(recorded, hourly, at('09:00:00')).pastDue).toBe(false);
    expect(decideStart(recorded, hourly, at('09:00:01')).pastDue).toBe(true);
  });

  it('is past due when the very first occurrence went by', () => {
    const recorded = { last: undefined, next: at('09:00:00'), lastUpdated: at('08:30:00') };
    expect(decideStart(recorded, hourly, at('09:30:00')).pastDue).toBe(true);
  });

  it('counts anew from now when the schedule was changed and its occurrence has gone by', () => {
    const recorded = { last: at('08:00:00'), next: at('08:15:00'), lastUpdated: at('08:00:00') };
    expect(decideStart(recorded, hourly, at('09:30:00'))).toEqual({
      status: { last: undefined, next: at('10:00:00'), lastUpdated: at('09:30:00') },
      pastDue: false,
      changed: true,
    });
  });

  it('counts from the last run when the schedule was changed and its occurrence is to come', () => {
    const recorded = { last: at('08:00:00'), next: at('23:00:00'), lastUpdated: at('08:00:00') };
    expect(decideStart(recorded, hourly, at('08:30:00'))).toEqual({
      status: { last: undefined, next: at('09:00:00'), lastUpdated: at('08:00:00') },
      pastDue: false,
      changed: true,
    });
  });
});

describe('times in the status', () => {
  it('are written as .NET does', () => {
    expect(dotNetTime(undefined)).toBe('0001-01-01T00:00:00+00:00');
    expect(dotNetTime(at('09:00:00'))).toBe('2026-11-24T09:00:00+00:00');
    expect(dotNetTime(at('09:00:00.250'))).toBe('2026-11-24T09:00:00.250+00:00');
    expect(statusJson({ last: undefined, next: at('09:00:00'), lastUpdated: undefined })).toEqual({
      Last: '0001-01-01T00:00:00+00:00',
      Next: '2026-11-24T09:00:00+00:00',
      LastUpdated: '0001-01-01T00:00:00+00:00',
    });
  });
});

describe('which timers have a status', () => {
  it.each([
    ['*/15 * * * * *', true],
    ['0,30 * * * * *', true],
    ['0 * * * * *', false],
    ['0 */5 * * * *', false],
    ['00:00:59', true],
    ['00:01:00', false],
  ])('%s fires several times a minute: %s', (text, often) => {
    expect(parseTimerSchedule(text, at('08:30:10')).tooFrequentToMonitor).toBe(often);
  });
});
