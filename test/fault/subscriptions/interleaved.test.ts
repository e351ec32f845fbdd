import { describe, expect, it } from 'vitest';
import { scheduleOf } from '../../../lib/schedules/schedule.ts';
import { addSubscription } from '../../../lib/subscriptions/deciding/add-subscription.ts';
import { changeSubscription } from '../../../lib/subscriptions/deciding/change-subscription.ts';
import { dispatchDue } from '../../../lib/subscriptions/firing/dispatch-due.ts';
import { OWNER } from '../../support/memory-installation.ts';
import { idOf, newSubscription } from '../../support/simulation/actions.ts';
import { Interleaver } from '../../support/simulation/interleaver.ts';
import { judge } from '../../support/simulation/judge.ts';
import { handleMessage, receive } from '../../support/simulation/simulated-host.ts';
import type { SimulatedProcess } from '../../support/simulation/simulated-process.ts';
import { SimulatedWorld } from '../../support/simulation/simulated-world.ts';

const LONG = process.env.REPORT_TILES_LONG === '1';
const SEEDS = LONG ? 2000 : 25;
const SUBSCRIPTIONS = 6;
const MINUTES = 6;

/** As long as somebody dispatches or a message is visible. */
async function work(world: SimulatedWorld, worker: SimulatedProcess, isFiring: () => boolean): Promise<void> {
  const queue = world.queue('refreshTile');
  const poison = world.queue('refreshTilePoison');
  for (;;) {
    const [received] = receive(queue, 1);
    if (received) await handleMessage(worker, { trigger: 'refreshTile', queue, poison, received });
    else if (!isFiring()) return;
    // So that a worker without a message lets the others go on.
    else await worker.plan.turn?.('idle');
  }
}

/** A person who edits and pauses what is being fired; a refusal for being late is the expected answer. */
async function edit(world: SimulatedWorld, minute: number): Promise<void> {
  const who = minute % SUBSCRIPTIONS;
  const change = [
    { itemName: 'Chart2' },
    { state: 'paused' },
    { state: 'active' },
    {
      schedule: scheduleOf({
        zone: 'UTC',
        start: '2026-11-23T07:00',
        recurrence: { kind: 'minutes', every: 2 },
      }),
    },
  ] as const;
  const wanted = change[minute % change.length];
  if (!wanted) return;
  const request = { owner: OWNER, id: idOf(world, who), revision: undefined, change: wanted };
  await changeSubscription(world.person, request).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'CONFLICT')) throw error;
  });
}

describe('two dispatchers, four workers and a person at once', () => {
  it(`account for each occurrence once, in ${SEEDS} orders of their port calls`, {
    timeout: LONG ? 3_600_000 : 60_000,
  }, async () => {
    let occurrences = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const world = new SimulatedWorld({ tickers: 2, workers: 4 });
      for (let who = 0; who < SUBSCRIPTIONS; who++)
        await addSubscription(
          world.person,
          newSubscription(idOf(world, who), {
            zone: 'UTC',
            start: '2026-11-23T07:00',
            recurrence: { kind: 'minutes', every: 1 + (who % 2) },
          }),
        );
      const interleaver = new Interleaver(seed);
      for (let minute = 0; minute < MINUTES; minute++) {
        await world.passUntilDue();
        for (const { plan } of world.processes) plan.turn = interleaver.turn;
        world.lastTickAt = world.clock.now();
        let firing = world.tickers.length;
        const fire = async (ticker: SimulatedProcess) => {
          await dispatchDue(ticker);
          firing -= 1;
        };
        await interleaver.run([
          ...world.tickers.map((ticker) => () => fire(ticker)),
          ...world.workers.map((worker) => () => work(world, worker, () => firing > 0)),
          () => edit(world, minute),
        ]);
        for (const { plan } of world.processes) plan.turn = undefined;
      }
      await world.pass({ minutes: 20 });
      await world.drain();
      const verdict = await judge(world);
      expect(verdict.complaints, `seed ${seed}`).toEqual([]);
      expect(verdict.duplicatePushes, `seed ${seed}`).toBe(0);
      occurrences += verdict.occurrences;
    }
    expect(occurrences).toBeGreaterThan(SEEDS * MINUTES);
    if (LONG) console.log(`${SEEDS} orders, ${occurrences} occurrences`);
  });
});
