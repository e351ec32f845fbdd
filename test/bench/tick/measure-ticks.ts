import { QUEUES } from '../../../lib/storage-names.ts';
import { dispatchDue } from '../../../lib/subscriptions/firing/dispatch-due.ts';
import type { TestClock } from '../../support/test-clock.ts';
import { quantile, timed } from '../bench.ts';
import type { CountingStorage } from '../support/counting-storage.ts';
import { dispatcher } from './dispatching.ts';
import { DUE_A_TICK, TICKS } from './seeds.ts';

export type TickFigures = { readonly requests: number; readonly milliseconds: number };

/**
 * Requests and time of a tick that fires a hundred of what `seedsOf` gives; the median of five, a minute apart each.
 * The clock stands at `SEEDED_AT`.
 */
export async function measureTicks(storage: CountingStorage, clock: TestClock): Promise<TickFigures> {
  const dispatch = dispatcher(storage, clock);
  // The first tick of all finds no cursor.
  await dispatchDue(dispatch);
  clock.advance({ seconds: 30 });
  const requests: number[] = [];
  const milliseconds: number[] = [];
  for (let tick = 0; tick < TICKS; tick++) {
    storage.reset();
    const { ms, result } = await timed(() => dispatchDue(dispatch));
    if (result.fired !== DUE_A_TICK || storage.sent(QUEUES.refreshTile).length !== DUE_A_TICK)
      throw new Error(`A tick fired ${result.fired} of ${DUE_A_TICK}.`);
    requests.push(storage.requests);
    milliseconds.push(ms);
    clock.advance({ minutes: 1 });
  }
  return { requests: quantile(requests, 0.5), milliseconds: quantile(milliseconds, 0.5) };
}
