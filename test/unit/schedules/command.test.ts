import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runScheduleCommand } from '../../../lib/schedules/cli/schedule.ts';

describe('npm run schedule', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'schedule-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    vi.restoreAllMocks();
  });

  const cases = (content: unknown): string => {
    const file = join(folder, 'cases.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
  const good = {
    id: 'a',
    schedule: { zone: 'Europe/Warsaw', start: '2026-11-23T07:30', recurrence: { kind: 'daily', every: 1 } },
    after: '2026-11-22T12:00:00Z',
    count: 2,
  };
  const answer = {
    id: 'a',
    next: ['2026-11-23T06:30:00Z', '2026-11-24T06:30:00Z'],
    text: 'Every day at 07:30, Europe/Warsaw; next Mon 23 Nov 07:30',
  };

  it('writes an answer for each case, in order, and the reason where a schedule cannot be used', () => {
    const out = join(folder, 'results.json');
    const bad = { ...good, id: 'b', schedule: { ...good.schedule, zone: 'Mars/Olympus' } };
    expect(runScheduleCommand([cases([good, bad]), '--out', out])).toBe(0);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual([
      answer,
      { id: 'b', error: { code: 'SCHEDULE_INVALID', message: '"Mars/Olympus" is no IANA time zone.' } },
    ]);
  });

  it('prints the answers where no file is named for them', () => {
    const print = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    expect(runScheduleCommand([cases([good])])).toBe(0);
    expect(JSON.parse(String(print.mock.calls[0]?.[0]))).toEqual([answer]);
  });

  it.each([
    ['no file', () => []],
    ['a file that is not there', () => ['nowhere.json']],
    ['a file that is no JSON', () => [cases('{')]],
    ['a case without a time', () => [cases([{ ...good, after: undefined }])]],
    ['a time that is none', () => [cases([{ ...good, after: 'soon' }])]],
    ['a count that is none', () => [cases([{ ...good, count: -1 }])]],
    ['an option that is none', () => [cases([good]), '--fast']],
  ])('ends with 2 and says why for %s', (_, args) => {
    const complain = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(runScheduleCommand(args())).toBe(2);
    expect(JSON.parse(String(complain.mock.calls[0]?.[0]))).toMatchObject({ error: { code: 'BAD_CASES' } });
  });
});
