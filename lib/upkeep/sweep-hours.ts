import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { deletePartitions } from '../storage/delete-rows.ts';
import type { Table } from '../storage/table.ts';

/** A way to Entra and back is good for ten minutes of the hour it began in. */
const USED_STATES_KEPT = { hours: 2 } as const;
const FIRST_KEY = '0';

/** Whole hours of used states go at once: one query where there are none. Crash story: what is left goes next time. */
export async function sweepHours(dependencies: {
  readonly usedStates: Table;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<void> {
  const { usedStates, clock, log } = dependencies;
  const to = clock.now().subtract(USED_STATES_KEPT).toString().slice(0, 13);
  const states = await deletePartitions(usedStates, { from: FIRST_KEY, to });
  if (states > 0) log.info('upkeep.swept', { states });
}
