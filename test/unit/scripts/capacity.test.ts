import { describe, expect, it } from 'vitest';
import { CALLS_A_RUN, capacityOf, readPrices } from '../../../scripts/capacity.ts';
import { MemoryInstallation } from '../../support/memory-installation.ts';
import { addTestSubscription } from '../../support/subscriptions.ts';

type Counted = { table: number; queue: number; blobWrite: number; blobRead: number };

/** Counts what is asked of the memory storage from now on. */
function counting({ storage }: MemoryInstallation): Counted {
  const counts: Counted = { table: 0, queue: 0, blobWrite: 0, blobRead: 0 };
  const watch = (target: object, kind: keyof Counted, methods: readonly string[]) => {
    for (const method of methods) {
      const inner = Reflect.get(target, method);
      Reflect.set(target, method, (...args: readonly unknown[]) => {
        counts[kind] += 1;
        return Reflect.apply(inner, target, args);
      });
    }
  };
  for (const name of [
    'Registration',
    'Users',
    'Subscriptions',
    'DueIndex',
    'Runs',
    'Pins',
    'Cursor',
    'Notifications',
    'StateIndex',
  ])
    watch(storage.table(name), 'table', ['get', 'write', 'batch', 'page']);
  watch(storage.queue('refresh-tile'), 'queue', ['send']);
  watch(storage.blobs('pictures'), 'blobWrite', ['put']);
  watch(storage.blobs('pictures'), 'blobRead', ['get']);
  return counts;
}

describe('capacity', () => {
  it('counts on no fewer calls than a run makes', async () => {
    const installation = new MemoryInstallation();
    await addTestSubscription(installation);
    await installation.pass({ minutes: 90 });
    const counts = counting(installation);
    const before = { ...counts };
    installation.clock.advance({ minutes: 30 });
    await installation.tick();
    await installation.work();
    const made = {
      table: counts.table - before.table,
      queue: counts.queue,
      blobWrite: counts.blobWrite,
      blobRead: counts.blobRead,
    };
    expect(made.queue).toBeGreaterThan(0);
    expect(made.blobWrite).toBeGreaterThan(0);
    for (const kind of ['table', 'queue', 'blobWrite', 'blobRead'] as const)
      expect(made[kind], kind).toBeLessThanOrEqual(CALLS_A_RUN[kind]);
    expect(made.table).toBeGreaterThan(CALLS_A_RUN.table / 3);
  });

  it('takes the prices of a region from a file, and refuses what is no price', () => {
    const dear = capacityOf(1000, readPrices('{"vaultCall": 3e-4}'));
    const listed = capacityOf(1000);
    expect(dear.dollarsAMonth.vault).toBeCloseTo(listed.dollarsAMonth.vault * 100);
    expect(dear.dollarsAMonth.logs).toBe(listed.dollarsAMonth.logs);
    for (const text of ['{"vaultCalls": 1}', '{"vaultCall": "1"}', '{"vaultCall": -1}'])
      expect(() => readPrices(text), text).toThrow(RangeError);
  });

  it('grows with what is refreshed, and keeps within documented limits at 100,000 subscriptions', () => {
    const [small, large] = [capacityOf(10), capacityOf(100_000)];
    expect(large.dollarsAMonth.total).toBeGreaterThan(small.dollarsAMonth.total * 100);
    for (const part of Object.values(large.atPeak)) expect(part).toBeLessThan(1);
  });
});
