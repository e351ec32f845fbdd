import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../lib/clock.ts';
import { MemoryStorage } from '../../../lib/storage/memory/memory-storage.ts';
import { measureDrain } from '../../bench/tick/measure-drain.ts';
import { measureTicks } from '../../bench/tick/measure-ticks.ts';

describe('a tick', () => {
  it('makes the same number of requests for a hundred due of 1,000 and of 5,000 subscriptions', async () => {
    const small = await measureTicks(new MemoryStorage(systemClock), 1_000);
    const large = await measureTicks(new MemoryStorage(systemClock), 5_000);
    expect(large.requests).toBe(small.requests);
    // A message each; cursor, page, cursor; and of the 16 shards one insert and one deletion.
    expect(small.requests).toBeLessThanOrEqual(100 + 3 + 2 * 16);
  });

  it('hands over what it cannot dispatch itself, and nothing of it is left or lost', async () => {
    const { requests } = await measureDrain(new MemoryStorage(systemClock), 3_000);
    // Hardly more than the message of each: rows go by the hundred.
    expect(requests / 3_000).toBeLessThan(1.1);
  });
});
