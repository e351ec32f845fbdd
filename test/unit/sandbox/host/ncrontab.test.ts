import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NcrontabError, parseNcrontab } from '../../../../sandbox/host/ncrontab.ts';
import { readReference } from './reference.ts';

const utc = (text: string) => Date.parse(text);
const iso = (time: number | undefined) => (time === undefined ? 'never' : new Date(time).toISOString());

describe('NCRONTAB', () => {
  it('takes day of month AND day of week, so that the 13th counts on Fridays only', () => {
    const cron = parseNcrontab('0 0 9 13 * 5');
    const first = cron.next(utc('2026-11-24T00:00:00Z'));
    expect(iso(first)).toBe('2027-08-13T09:00:00.000Z');
    expect(iso(cron.next(first ?? 0))).toBe('2028-10-13T09:00:00.000Z');
  });

  it('comes strictly after the time given, at whole seconds', () => {
    const cron = parseNcrontab('*/15 * * * * *');
    expect(iso(cron.next(utc('2026-11-24T00:00:15.000Z')))).toBe('2026-11-24T00:00:30.000Z');
    expect(iso(cron.next(utc('2026-11-24T00:00:14.999Z')))).toBe('2026-11-24T00:00:15.000Z');
    expect(iso(cron.next(utc('2026-11-24T00:00:59.999Z')))).toBe('2026-11-24T00:01:00.000Z');
  });

  it('takes five fields as a schedule at second 0', () => {
    expect(iso(parseNcrontab('30 9 * * 1-5').next(utc('2026-11-27T10:00:00Z')))).toBe(
      '2026-11-30T09:30:00.000Z',
    );
  });

  it('knows that some dates never come', () => {
    expect(parseNcrontab('0 0 0 30 2 *').next(utc('2026-01-01T00:00:00Z'))).toBeUndefined();
  });

  it.each([
    '0 0 0 L * *',
    '0 0 0 15W * *',
    '0 0 0 ? * *',
    '0 0 0 * * 7',
    '0 0 0 * * 1#2',
    '60 * * * * *',
    '@daily',
    '',
  ])('refuses %j, which other crons take', (expression) => {
    expect(() => parseNcrontab(expression)).toThrow(NcrontabError);
  });

  it('names the field that is wrong', () => {
    expect(() => parseNcrontab('0 0 24 * * *')).toThrow(/"24" in the hour field is out of range: 0 to 23/);
    expect(() => parseNcrontab('0 0 0 * Foo *')).toThrow(/"Foo" is not a value of the month field/);
  });
});

const Case = z.object({ expression: z.string(), from: z.string(), next: z.array(z.string()).nullable() });

describe('NCRONTAB against NCrontab 3.4.0, whose answers are in ncrontab.jsonl', () => {
  const cases = readReference('ncrontab.jsonl', (line) => Case.parse(line));

  it('has a table with accepted and refused expressions', () => {
    expect(cases.length).toBeGreaterThan(240);
    expect(cases.filter((entry) => entry.next === null).length).toBeGreaterThan(30);
  });

  it.each(cases.map((entry) => [entry.expression, entry] as const))('%j', (expression, { from, next }) => {
    if (next === null) {
      expect(() => parseNcrontab(expression)).toThrow(NcrontabError);
      return;
    }
    const cron = parseNcrontab(expression);
    const found: string[] = [];
    let at = cron.next(utc(from));
    // The table ends in 2100.
    while (at !== undefined && found.length < next.length + 1 && at < utc('2100-01-01T00:00:00Z')) {
      found.push(new Date(at).toISOString().replace('.000Z', 'Z'));
      at = cron.next(at);
    }
    expect(found.slice(0, next.length)).toEqual(next);
    if (next.length < 4) expect(found).toHaveLength(next.length);
  });
});
