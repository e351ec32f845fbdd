import { beforeEach, describe, expect, it } from 'vitest';
import { failPoisonedPin } from '../../../lib/pins/fail-poisoned-pin.ts';
import type { Pin } from '../../../lib/pins/pin.ts';
import type { SubscriptionId } from '../../../lib/subscriptions/subscription.ts';
import { MemoryInstallation, OWNER } from '../../support/memory-installation.ts';

const id = '5c000000-0000-4000-8000-00000000000e' as SubscriptionId;
const message = { owner: OWNER, pinId: id };

let installation: MemoryInstallation;

beforeEach(() => {
  installation = new MemoryInstallation();
});

async function add(change: Partial<Pin>): Promise<void> {
  await installation.app.pins.add({
    id,
    owner: OWNER,
    request: {} as Pin['request'],
    requestHash: '',
    state: 'pending',
    begun: [],
    done: [],
    pictureUrl: undefined,
    visual: undefined,
    modelId: undefined,
    reportId: undefined,
    tileId: undefined,
    reportUrl: undefined,
    attempt: 1,
    leaseUntil: undefined,
    code: undefined,
    text: undefined,
    warning: undefined,
    createdAt: installation.clock.now(),
    ...change,
  });
}

/** Poisons the message until it is gone; what the pin's state was each time, and how many messages there were. */
async function poison(times: number): Promise<readonly (string | undefined)[]> {
  const states: (string | undefined)[] = [];
  let next: { poisonings?: number } = {};
  for (let time = 0; time < times; time++) {
    await failPoisonedPin(installation.app, { ...message, ...next });
    states.push((await installation.app.pins.get(OWNER, id))?.state);
    installation.clock.advance({ seconds: 300 });
    const [received] = installation.queue('pinTile').receive({ max: 1, visibilitySeconds: 600 });
    if (!received) break;
    installation.queue('pinTile').delete(received);
    next = { poisonings: Number(received.message.poisonings) };
  }
  return states;
}

describe('a pin whose message was poisoned', () => {
  it('is worked on again three times, and then undone', async () => {
    await add({});
    expect(await poison(4)).toEqual(['pending', 'pending', 'pending', 'undoing']);
  });

  it('is left to the worker that has it', async () => {
    await add({ leaseUntil: installation.clock.now().add({ hours: 24 }) });
    expect(new Set(await poison(10))).toEqual(new Set(['pending']));
  });

  it('is undone for a week, and fails in the end with the reason it had', async () => {
    await add({ state: 'undoing', code: 'ITEM_NOT_FOUND', text: 'No such item.' });
    expect(new Set(await poison(20))).toEqual(new Set(['undoing']));
    installation.clock.advance({ hours: 7 * 24 });
    expect((await poison(5)).at(-1)).toBe('failed');
    expect(await installation.app.pins.get(OWNER, id)).toMatchObject({
      code: 'ITEM_NOT_FOUND',
      text: 'No such item.',
    });
    expect(installation.queue('pinTile').peek()).toEqual([]);
  });

  it('sends nothing for one that is through', async () => {
    await add({ state: 'pinned' });
    await poison(1);
    expect(installation.queue('pinTile').peek()).toEqual([]);
  });
});
