import { describe, expect, it } from 'vitest';
import { planOf, readManifest, showStep, writeManifest } from '../../../cli/src/manifest.ts';
import type { Schedule, Subscription } from '../../../client/operations.ts';

const ID = '5c000000-0000-4000-8000-000000000001';
const OTHER = '5c000000-0000-4000-8000-000000000002';
const SCHEDULE: Schedule = {
  zone: 'UTC',
  start: '2026-11-23T08:00',
  recurrence: { kind: 'minutes', every: 60 },
};

function subscription(changes: Partial<Subscription> = {}): Subscription {
  return {
    id: ID,
    reportId: 'r',
    reportTitle: 'Sales',
    reportUrl: 'https://x.example',
    itemName: 'Chart1',
    parameters: { Year: '2026' },
    dashboardName: 'Sales overview',
    mode: 'tile',
    schedule: SCHEDULE,
    scheduleText: 'Every hour',
    state: 'active',
    stamp: 'stamp-1',
    statusText: 'New subscription',
    createdAt: '2026-11-23T07:00:00Z',
    ...changes,
  };
}

const exported = (...subscriptions: readonly Subscription[]) => readManifest(writeManifest(subscriptions));

describe('subscriptions as a file', () => {
  it('needs no step after it was exported, whatever the order of members', () => {
    const { recurrence, ...rest } = SCHEDULE;
    const present = [
      subscription({ schedule: { recurrence, ...rest } }),
      subscription({ id: OTHER, state: 'paused' }),
    ];
    expect(planOf(exported(...present), present, true)).toEqual([]);
  });

  it('changes only what differs, from the stamp that was read', () => {
    const manifest = exported(subscription());
    const present = [subscription({ itemName: 'Chart2', state: 'paused', stamp: 'stamp-2' })];
    expect(planOf(manifest, present, false)).toEqual([
      {
        kind: 'change',
        id: ID,
        stamp: 'stamp-2',
        change: { itemName: 'Chart1', state: 'active' },
        what: ['item: Chart2 -> Chart1', 'state: paused -> active'],
      },
    ]);
  });

  it('pins what is not there, where it is said where', () => {
    const [entry] = exported(subscription()).subscriptions;
    if (!entry) throw new Error('Nothing was exported.');
    expect(() => planOf({ version: 1, subscriptions: [entry] }, [], false)).toThrow('workspaceId');
    const placed = { ...entry, workspaceId: OTHER, dashboardId: OTHER };
    expect(planOf({ version: 1, subscriptions: [placed] }, [], false).map(showStep)).toEqual([
      `+ pin      ${ID}  Chart1`,
    ]);
  });

  it('leaves alone what the file does not name, unless it is to be pruned', () => {
    const present = [subscription(), subscription({ id: OTHER })];
    const manifest = exported(subscription());
    expect(planOf(manifest, present, false)).toEqual([]);
    expect(planOf(manifest, present, true)).toEqual([{ kind: 'unpin', id: OTHER, item: 'Chart1' }]);
  });

  it('refuses a file with what it does not know, and says where', () => {
    expect(() => readManifest(`version: 1\nsubscriptions:\n  - id: ${ID}\n    chart: x\n`)).toThrow(
      'subscriptions.0',
    );
    expect(() => readManifest('version: 2\nsubscriptions: []\n')).toThrow('version');
  });
});
