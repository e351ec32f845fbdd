import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import { readOwner } from '../identity/principal.ts';
import type { PinPictures } from '../pins/pin-pictures.ts';
import type { TileGateway } from '../power-bi/tile-gateway.ts';
import type { Runs } from '../subscriptions/running/runs.ts';
import { parseSubscriptionId, type Subscription, type Subscriptions } from '../subscriptions/subscription.ts';
import type { UpkeepWork } from './run-upkeep.ts';
import type { Upkeep } from './upkeep.ts';

/** Longer than a lease: a worker that had a run in hand while its subscription went has ended. */
const WORKERS_GONE_AFTER = { hours: 1 } as const;
const AGAIN_AFTER = { hours: 6 } as const;
/** As long as an undone pin is tried: the owner may have to sign in first. */
const PATIENCE = { hours: 7 * 24 } as const;

/** What stands at Power BI: nothing behind an Image tile. */
const madeSchema = z.object({ workspaceId: z.string(), reportId: z.string(), modelId: z.string() });
const dataSchema = z.object({
  owner: z.string(),
  made: madeSchema.optional(),
  /** When it was deleted. */
  since: z.string(),
});

/** The task that removes what a subscription leaves behind; written before anything of it is deleted. */
export async function planClearing(
  upkeep: Pick<Upkeep, 'add'>,
  { id, owner, target }: Pick<Subscription, 'id' | 'owner' | 'target'>,
  now: Temporal.Instant,
): Promise<void> {
  const made = madeSchema.safeParse(target).data;
  const data = JSON.stringify({ owner, made, since: now.toString() });
  await upkeep.add({ kind: 'unpinned', subject: id, dueAt: now.add(WORKERS_GONE_AFTER), data });
}

/**
 * The runs, the picture, and at Power BI report and model of a subscription that was deleted. What Power BI refuses is
 * tried for a week.
 */
export function clearUnpinned(dependencies: {
  readonly subscriptions: Pick<Subscriptions, 'ownerOf'>;
  readonly runs: Pick<Runs, 'removeAll'>;
  readonly pinPictures: Pick<PinPictures, 'remove'>;
  readonly gateway: Pick<TileGateway, 'removeReport' | 'removeModel'>;
  readonly clock: Clock;
}): UpkeepWork {
  const { subscriptions, runs, pinPictures, gateway, clock } = dependencies;
  return async ({ subject, data }) => {
    const id = parseSubscriptionId(subject);
    // Still there: the deletion was cut off, and its repetition plans anew.
    if (!id || data === undefined || (await subscriptions.ownerOf(id)) !== undefined) return 'done';
    const { since, made, ...of } = dataSchema.parse(JSON.parse(data));
    const owner = readOwner(of.owner)?.owner;
    await runs.removeAll(id);
    await pinPictures.remove(id);
    if (!owner || !made) return 'done';
    try {
      await gateway.removeReport(owner, made);
      await gateway.removeModel(owner, made);
      return 'done';
    } catch (error) {
      const over = Temporal.Instant.compare(clock.now(), Temporal.Instant.from(since).add(PATIENCE)) > 0;
      if (!(error instanceof DomainError)) throw error;
      return over ? 'done' : { againAt: clock.now().add(AGAIN_AFTER) };
    }
  };
}
