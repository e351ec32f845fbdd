import { describe, expect, it } from 'vitest';
import { MemoryStorage } from '../../../lib/storage/memory/memory-storage.ts';
import { measureBurst, measureSize } from '../../bench/tick/measure-size.ts';
import { SEEDED_AT } from '../../bench/tick/seeds.ts';
import { TestClock } from '../../support/test-clock.ts';

const storage = () => new MemoryStorage(new TestClock(SEEDED_AT.toString()));
const bounded = (count: number, budgetMs = 60_000) => ({ count, budgetMs, progress: () => undefined });

describe('a tick', () => {
  it('makes the same number of requests for a hundred due beside 500 and beside 4,500 others', async () => {
    const small = await measureSize(storage(), bounded(500));
    const large = await measureSize(storage(), bounded(4_500));
    expect([small.others, large.others]).toEqual([500, 4_500]);
    expect(large.tick.requests).toBe(small.tick.requests);
    // A message each; cursor, page, cursor; and of the 16 shards one insert and one deletion.
    expect(small.tick.requests).toBeLessThanOrEqual(100 + 3 + 2 * 16);
  });

  it('hands over what it cannot dispatch itself, and nothing of it is left or lost', async () => {
    const { drain } = await measureBurst(storage(), bounded(3_000));
    expect(drain.drained).toBe(3_000);
    // Hardly more than the message of each: rows go by the hundred.
    expect(drain.requests / 3_000).toBeLessThan(1.1);
  });

  it('is measured beside what could be seeded where time runs out', async () => {
    expect((await measureSize(storage(), bounded(2_500, 0))).others).toBe(1_500);
  });
});
