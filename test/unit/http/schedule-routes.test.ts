import { beforeEach, describe, expect, it } from 'vitest';
import '../../support/every-route.ts';
import { MemoryInstallation } from '../../support/memory-installation.ts';
import { MemoryPerson } from '../../support/memory-person.ts';
import { addTestSubscription } from '../../support/subscriptions.ts';

let installation: MemoryInstallation;
let bob: MemoryPerson;

beforeEach(() => {
  installation = new MemoryInstallation();
  bob = new MemoryPerson(installation);
});

type Preview = {
  readonly schedule: unknown;
  readonly text: string;
  readonly next: readonly { readonly at: string; readonly local: string }[];
};
type Problem = { readonly code: string; readonly detail: string };

const WORKDAYS = {
  zone: 'Europe/Warsaw',
  start: '2026-11-20T07:30',
  recurrence: { kind: 'weekly', every: 1, days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] },
};
const DEFINITION =
  '<ScheduleDefinition><StartDateTime>2026-11-20T07:30:00</StartDateTime><DailyRecurrence><DaysInterval>2</DaysInterval></DailyRecurrence></ScheduleDefinition>';

const post = <Body>(path: string, body: unknown) =>
  bob.send<Body>('POST', `/api/schedules/${path}`, { body });

describe('schedules over the API', () => {
  it('say in plain words, and as ten occurrences, what a schedule not yet saved means', async () => {
    const { status, body } = await post<Preview>('preview', { schedule: WORKDAYS });
    expect(status).toBe(200);
    expect(body.text).toBe('Every weekday at 07:30, Europe/Warsaw; next Tue 24 Nov 07:30');
    expect(body.next).toHaveLength(10);
    expect(body.next[0]).toEqual({ at: '2026-11-24T06:30:00Z', local: '2026-11-24T07:30+01:00' });
  });

  it('show the change of the clock in the offset, and fewer occurrences where the schedule ends', async () => {
    const schedule = {
      zone: 'Europe/Warsaw',
      start: '2027-03-27T02:30',
      end: '2027-03-29',
      recurrence: { kind: 'daily', every: 1 },
    };
    const { body } = await post<Preview>('preview', { schedule });
    expect(body.next.map(({ local }) => local)).toEqual([
      '2027-03-27T02:30+01:00',
      '2027-03-28T03:30+02:00',
      '2027-03-29T02:30+02:00',
    ]);
  });

  it('say what is wrong with one that cannot be used', async () => {
    const unknown = await post<Problem>('preview', { schedule: { ...WORKDAYS, zone: 'Europe/Atlantis' } });
    expect([unknown.status, unknown.body.code]).toEqual([422, 'SCHEDULE_INVALID']);
    expect(unknown.body.detail).toContain('Europe/Atlantis');
    const none = await post<Problem>('preview', { schedule: WORKDAYS, count: 0 });
    expect([none.status, none.body.code]).toEqual([400, 'BAD_REQUEST']);
  });

  it("read a report server's definition and write it again", async () => {
    const imported = await post<Preview>('import', { definition: DEFINITION, zone: 'Europe/Warsaw' });
    expect(imported.body).toMatchObject({
      schedule: { zone: 'Europe/Warsaw', start: '2026-11-20T07:30', recurrence: { kind: 'daily', every: 2 } },
      text: 'Every 2 days at 07:30, Europe/Warsaw; next Tue 24 Nov 07:30',
    });
    const exported = await post('export', { schedule: imported.body.schedule });
    expect(exported.body).toEqual({ definition: DEFINITION, zone: 'Europe/Warsaw' });
  });

  it('refuse with a reason what one of the two forms cannot express', async () => {
    const last = { ...WORKDAYS, recurrence: { kind: 'monthly', months: [1], days: ['last'] } };
    const exported = await post<Problem>('export', { schedule: last });
    expect([exported.status, exported.body.code]).toEqual([422, 'SCHEDULE_INVALID']);
    expect(exported.body.detail).toContain('last day of a month');
    const imported = await post<Problem>('import', {
      definition: DEFINITION.replaceAll('Daily', 'Hourly'),
      zone: 'Europe/Warsaw',
    });
    expect(imported.body.detail).toContain('HourlyRecurrence');
  });
});

describe('the next occurrences of a subscription', () => {
  it('are ten, or as many as are asked for, also while it is paused', async () => {
    const id = await addTestSubscription(installation);
    const path = `/api/subscriptions/${id}/occurrences`;
    const { body } = await bob.send<Preview>('GET', path);
    expect(body.next).toHaveLength(10);
    expect(body.next[0]?.at).toBe('2026-11-23T08:00:00Z');
    expect((await bob.send<Preview>('GET', `${path}?count=3`)).body.next).toHaveLength(3);
    const { body: shown } = await bob.send<{ stamp: string }>('GET', `/api/subscriptions/${id}`);
    const change = { body: { state: 'paused' }, ifMatch: shown.stamp };
    expect((await bob.send('PATCH', `/api/subscriptions/${id}`, change)).status).toBe(200);
    expect((await bob.send<Preview>('GET', path)).body.next).toHaveLength(10);
  });
});
