import { Temporal } from 'temporal-polyfill';
import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryQueue } from '../../../lib/storage/memory/memory-queue.ts';

describe('the queue in memory', () => {
  let now: Temporal.Instant;
  let queue: MemoryQueue;
  beforeEach(() => {
    now = Temporal.Instant.from('2026-11-23T07:30:00Z');
    queue = new MemoryQueue({ now: () => now });
  });
  const ids = (): unknown[] => queue.receive({ max: 32 }).map((received) => received.message.id);

  it('delivers in the order in which messages became visible, then in which they were sent', async () => {
    await queue.send({ id: 'third' }, { delaySeconds: 20 });
    await queue.send({ id: 'second' }, { delaySeconds: 10 });
    await queue.send({ id: 'first' }, { delaySeconds: 10 });
    now = now.add({ seconds: 20 });
    await queue.send({ id: 'fourth' });
    expect(ids()).toEqual(['second', 'first', 'third', 'fourth']);
  });

  it('says when the next message becomes visible, also after leases and deletions', async () => {
    expect(queue.nextVisibleAt()).toBeUndefined();
    await queue.send({ id: 'a' }, { delaySeconds: 60 });
    await queue.send({ id: 'b' }, { delaySeconds: 30 });
    expect(queue.nextVisibleAt()?.toString()).toBe('2026-11-23T07:30:30Z');
    now = now.add({ seconds: 30 });
    const [received] = queue.receive({ visibilitySeconds: 300 });
    expect(queue.nextVisibleAt()?.toString()).toBe('2026-11-23T07:31:00Z');
    expect(received && queue.release(received, 5)).toBe(true);
    expect(queue.nextVisibleAt()?.toString()).toBe('2026-11-23T07:30:35Z');
    expect(received && queue.release(received, 5)).toBe(false);
    expect(received && queue.delete(received)).toBe(false);
    expect(queue.peek()).toEqual([{ id: 'a' }, { id: 'b' }]);
  });

  it('gives at most 32 at once', () => {
    expect(() => queue.receive({ max: 33 })).toThrow(RangeError);
    expect(() => queue.receive({ max: 0 })).toThrow(RangeError);
  });

  it('drains 20,000 messages, each once, in order', async () => {
    for (let n = 0; n < 20_000; n += 1) await queue.send({ id: n }, { delaySeconds: n % 7 });
    now = now.add({ seconds: 7 });
    const seen: number[] = [];
    for (let some = queue.receive({ max: 32 }); some.length > 0; some = queue.receive({ max: 32 })) {
      for (const received of some) {
        seen.push(Number(received.message.id));
        queue.delete(received);
      }
    }
    expect(seen).toEqual(
      Array.from({ length: 20_000 }, (_, n) => n).sort((a, b) => (a % 7) - (b % 7) || a - b),
    );
    expect(await queue.approximateLength()).toBe(0);
  });
});
