import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  countLateness,
  deliveriesIn,
  type LatenessCounts,
  latenessQuantile,
} from '../../../lib/subscriptions/overview/lateness.ts';
import { NEW_STATUS } from '../../../lib/subscriptions/subscription.ts';

const NOW = Temporal.Instant.from('2026-11-23T12:00:00Z');

function counted(...secondsLate: readonly number[]): LatenessCounts {
  return secondsLate.reduce<LatenessCounts>((counts, seconds) => {
    const lastDeliveredAt = NOW.subtract({ hours: 1 });
    const lastDeliveredDueAt = lastDeliveredAt.subtract({ milliseconds: seconds * 1000 });
    return countLateness(counts, { ...NEW_STATUS, lastDeliveredAt, lastDeliveredDueAt }, NOW);
  }, {});
}

describe('lateness', () => {
  it('of none is none', () => {
    expect(latenessQuantile({}, 0.5)).toBeUndefined();
  });

  it('is told at most a fifth too high, and never too low', () => {
    for (const seconds of [1.01, 3, 14.9, 15, 59, 61, 600, 7200, 86_000]) {
      const told = latenessQuantile(counted(seconds), 0.5) ?? 0;
      expect(told, `${seconds}`).toBeGreaterThanOrEqual(seconds * 0.999_999);
      expect(told, `${seconds}`).toBeLessThanOrEqual(seconds * 1.2);
    }
  });

  it('takes what a clock that is behind calls early as in time', () => {
    expect(latenessQuantile(counted(-3), 0.5)).toBe(1);
  });

  it('ranks by lateness, not by the order in which it was counted', () => {
    const counts = counted(600, ...Array.from({ length: 98 }, () => 10), 3600);
    expect(deliveriesIn(counts)).toBe(100);
    expect(latenessQuantile(counts, 0.5)).toBeLessThan(12);
    expect(latenessQuantile(counts, 0.98)).toBeLessThan(12);
    expect(latenessQuantile(counts, 0.99)).toBeGreaterThanOrEqual(600);
    expect(latenessQuantile(counts, 0.99)).toBeLessThan(720);
    expect(latenessQuantile(counts, 1)).toBeGreaterThanOrEqual(3600);
  });

  it('leaves out what was delivered a day ago, and what never was', () => {
    const at = NOW.subtract({ hours: 24, seconds: 1 });
    const old = { ...NEW_STATUS, lastDeliveredAt: at, lastDeliveredDueAt: at };
    expect(countLateness({}, old, NOW)).toEqual({});
    expect(countLateness({}, NEW_STATUS, NOW)).toEqual({});
  });
});
