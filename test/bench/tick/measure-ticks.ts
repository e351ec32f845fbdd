import { DomainError } from '../../../lib/errors.ts';
import { QUEUES } from '../../../lib/storage-names.ts';
import { type DispatchDependencies, dispatchDue } from '../../../lib/subscriptions/firing/dispatch-due.ts';
import type { TestClock } from '../../support/test-clock.ts';
import { quantile, timed } from '../bench.ts';
import type { CountingStorage } from '../support/counting-storage.ts';
import { dispatcher } from './dispatching.ts';
import { DUE_A_TICK, TICKS } from './seeds.ts';

const MOST_TRIES = 5;

export type TickFigures = { readonly requests: number; readonly milliseconds: number };

/**
 * Requests and time of a tick that fires a hundred of what `seedsOf` gives; the median of five, a minute apart each.
 * The clock stands at `SEEDED_AT`.
 */
export async function measureTicks(storage: CountingStorage, clock: TestClock): Promise<TickFigures> {
  const dispatch = dispatcher(storage, clock);
  // The first tick of all finds no cursor.
  await wholeTick(storage, dispatch);
  clock.advance({ seconds: 30 });
  const requests: number[] = [];
  const milliseconds: number[] = [];
  for (let tick = 0; tick < TICKS; tick++) {
    const { ms, fired } = await wholeTick(storage, dispatch);
    if (fired !== DUE_A_TICK || storage.sent(QUEUES.refreshTile).length !== DUE_A_TICK)
      throw new Error(`A tick fired ${fired} of ${DUE_A_TICK}.`);
    requests.push(storage.requests);
    milliseconds.push(ms);
    clock.advance({ minutes: 1 });
  }
  return { requests: quantile(requests, 0.5), milliseconds: quantile(milliseconds, 0.5) };
}

/** Whatever a tick that was cut off has left, the next one finds: a connection that broke is no measurement. */
async function wholeTick(storage: CountingStorage, dispatch: DispatchDependencies) {
  for (let tries = 1; ; tries++) {
    storage.reset();
    try {
      const { ms, result } = await timed(() => dispatchDue(dispatch));
      return { ms, fired: result.fired };
    } catch (error) {
      const isPassing = error instanceof DomainError && error.code === 'STORAGE_UNAVAILABLE';
      if (!isPassing || tries === MOST_TRIES) throw error;
    }
  }
}
