import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { deletePartitions } from '../storage/delete-rows.ts';
import { hourKey } from '../storage/keys.ts';
import type { Table } from '../storage/table.ts';
import { planSignInCount } from './count-sign-ins.ts';
import type { Upkeep } from './upkeep.ts';

/** A way to Entra and back is good for ten minutes of the hour it began in. */
const USED_STATES_KEPT = { hours: 2 } as const;
/** Claims of renders, whose keys begin with the hour; the pictures themselves age by a rule of the storage account. */
const RENDERS_KEPT = { hours: 24 } as const;
const FIRST_KEY = '0';

/**
 * What is done once an hour, off the upkeep of single things. Whole hours of used states and of claims of renders go at once: a query each where there are none. Crash story: what is
 * left goes next time.
 */
export async function sweepHours(dependencies: {
  readonly usedStates: Table;
  readonly renderClaims: Table;
  readonly upkeep: Pick<Upkeep, 'add'>;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<void> {
  const { usedStates, renderClaims, upkeep, clock, log } = dependencies;
  const now = clock.now();
  await planSignInCount(upkeep, now);
  const states = await deletePartitions(usedStates, {
    from: FIRST_KEY,
    to: now.subtract(USED_STATES_KEPT).toString().slice(0, 13),
  });
  const renders = await deletePartitions(renderClaims, {
    from: FIRST_KEY,
    to: hourKey(now.subtract(RENDERS_KEPT)),
  });
  if (states + renders > 0) log.info('upkeep.swept', { states, renders });
}
