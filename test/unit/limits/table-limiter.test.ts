import { beforeEach, describe, expect, it } from 'vitest';
import { tableLimiter } from '../../../lib/limits/table-limiter.ts';
import { withSlot } from '../../../lib/limits/with-slot.ts';
import { MemoryStorage } from '../../../lib/storage/memory/memory-storage.ts';
import { FaultPlan, withFaults } from '../../support/simulation/fault-plan.ts';
import { TestClock } from '../../support/test-clock.ts';

let clock: TestClock;
let storage: MemoryStorage;
const log = { info() {}, warn() {}, error() {} };

beforeEach(() => {
  clock = new TestClock('2026-11-23T08:00:00Z');
  storage = new MemoryStorage(clock);
});

const limiter = (plan = new FaultPlan()) =>
  tableLimiter({ table: withFaults('slots', storage.table('Slots'), plan), clock, leaseSeconds: 300 });

describe('a cap', () => {
  it('lets so many through at once, and the next when one is given back', async () => {
    const taken = await Promise.all(Array.from({ length: 20 }, () => limiter().take('owner|a', 3)));
    const slots = taken.filter((slot) => slot !== undefined);
    expect(slots).toHaveLength(3);
    expect(await limiter().take('owner|a', 3)).toBeUndefined();
    expect(await limiter().take('owner|b', 3)).toBeDefined();
    for (const slot of slots.slice(1)) await limiter().give(slot);
    expect(await limiter().take('owner|a', 3)).toBeDefined();
    expect(await limiter().take('owner|a', 3)).toBeDefined();
    expect(await limiter().take('owner|a', 3)).toBeUndefined();
  });

  it('frees the place of one that died after its lease, and its late return takes nobody else’s', async () => {
    const died = await limiter().take('x', 1);
    clock.advance({ seconds: 299 });
    expect(await limiter().take('x', 1)).toBeUndefined();
    clock.advance({ seconds: 1 });
    expect(await limiter().take('x', 1)).toBeDefined();
    if (died) await limiter().give(died);
    expect(await limiter().take('x', 1)).toBeUndefined();
  });

  it('may be lowered: places beyond it are given out no more', async () => {
    await limiter().take('x', 5);
    await limiter().take('x', 5);
    expect(await limiter().take('x', 2)).toBeUndefined();
  });

  it('is no request at all where there is none', async () => {
    const plan = new FaultPlan();
    expect(await withSlot({ limiter: limiter(plan), log }, { name: 'x', most: 0 }, async () => 7)).toBe(7);
    expect(plan.calls).toBe(0);
  });

  it('gives the place back when what ran under it fails, and tells of that', async () => {
    const run = () => Promise.reject(new Error('It failed.'));
    await expect(withSlot({ limiter: limiter(), log }, { name: 'x', most: 1 }, run)).rejects.toThrow(
      'It failed.',
    );
    expect(await limiter().take('x', 1)).toBeDefined();
    await expect(withSlot({ limiter: limiter(), log }, { name: 'x', most: 1 }, run)).rejects.toMatchObject({
      code: 'NO_FREE_SLOT',
    });
  });
});
