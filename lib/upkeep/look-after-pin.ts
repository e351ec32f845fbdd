import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import { type Owner, readOwner } from '../identity/principal.ts';
import type { Pins } from '../pins/pin.ts';
import type { Queue } from '../storage/queue.ts';
import { parseSubscriptionId, type SubscriptionId } from '../subscriptions/subscription.ts';
import type { UpkeepWork } from './run-upkeep.ts';
import { atFullHour, type Upkeep } from './upkeep.ts';

const FIRST_LOOK_AFTER = { hours: 1 } as const;
const LOOK_AGAIN_AFTER = { hours: 24 } as const;
/** A pin is undone for at most a week; its person has another one to read why it failed. */
const FAILED_KEPT = { hours: 14 * 24 } as const;

/** Written before the pin's own row: a pin that nobody drives on is found. */
export async function planLookAfter(
  upkeep: Pick<Upkeep, 'add'>,
  pin: { readonly owner: Owner; readonly id: SubscriptionId },
  now: Temporal.Instant,
): Promise<void> {
  const dueAt = atFullHour(now.add(FIRST_LOOK_AFTER));
  await upkeep.add({ kind: 'pin', subject: `${pin.owner}|${pin.id}`, dueAt });
}

/** Sends the message of a pin that never began (cut off before it was sent), and removes failed ones in the end. */
export function lookAfterPin(dependencies: {
  readonly pins: Pins;
  readonly pinQueue: Queue;
  readonly clock: Clock;
}): UpkeepWork {
  const { pins, pinQueue, clock } = dependencies;
  return async ({ subject }) => {
    const split = subject.lastIndexOf('|');
    const owner = readOwner(subject.slice(0, split))?.owner;
    const id = parseSubscriptionId(subject.slice(split + 1));
    const pin = owner && id && (await pins.get(owner, id));
    if (!pin || pin.state === 'pinned') return 'done';
    const now = clock.now();
    if (pin.state === 'failed' && Temporal.Instant.compare(now, pin.createdAt.add(FAILED_KEPT)) >= 0) {
      await pins.remove(owner, id);
      return 'done';
    }
    // One that has begun has a message of its own: another would only look twice as often.
    if (pin.state === 'pending' && pin.begun.length === 0) await pinQueue.send({ owner, pinId: id });
    return { againAt: atFullHour(now.add(LOOK_AGAIN_AFTER)) };
  };
}
