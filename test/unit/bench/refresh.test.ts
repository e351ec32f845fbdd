import { describe, expect, it } from 'vitest';
import { addSubscription } from '../../../lib/subscriptions/deciding/add-subscription.ts';
import type { SubscriptionId } from '../../../lib/subscriptions/subscription.ts';
import { newSubscription } from '../../support/simulation/actions.ts';
import { SimulatedWorld } from '../../support/simulation/simulated-world.ts';

const ID = '5c000000-0000-4000-8000-0000000000c1' as SubscriptionId;

describe('a refresh', () => {
  it('costs six requests to tables: three reads side by side, the claim, the status, the end', async () => {
    const world = new SimulatedWorld({ workers: 1 });
    await addSubscription(
      world.person,
      newSubscription(ID, {
        zone: 'UTC',
        start: '2026-11-23T07:05',
        recurrence: { kind: 'minutes', every: 5 },
      }),
    );
    // The first one of a day looks at the tile.
    await world.pass({ minutes: 6 });
    const calls: string[] = [];
    for (const { plan } of world.workers) plan.turn = async (name) => void calls.push(name);
    await world.pass({ minutes: 5 });
    expect(calls).toEqual([
      // Its two rows and its ledger are read side by side.
      ...['subscriptions.get', 'subscriptions.get', 'runs.get'],
      'runs.batch',
      ...['pictures.render', 'blobs.put', 'gateway.pushRow'],
      'subscriptions.write',
      'runs.batch',
    ]);
  });
});
