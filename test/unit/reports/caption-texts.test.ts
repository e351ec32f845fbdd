import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { captionTexts } from '../../../lib/reports/caption-texts.ts';

const shown = (instant: string, zone: string, stale = false) =>
  captionTexts({ title: 'Sales', refreshedAt: Temporal.Instant.from(instant), zone, stale });

describe('what a tile says above its picture', () => {
  it('T2, T3 is the title and when it was last refreshed, in the zone of its schedule, which is named', () => {
    expect(shown('2026-11-24T20:07:00Z', 'Europe/Warsaw')).toEqual({
      title: 'Sales',
      refreshed: 'Last refreshed 24 Nov 2026, 21:07 Europe/Warsaw',
    });
    expect(shown('2026-12-31T23:59:59Z', 'Asia/Kolkata').refreshed).toBe(
      'Last refreshed 1 Jan 2027, 05:29 Asia/Kolkata',
    );
  });

  it('is since when it was not, in place of it, once the last refresh has failed', () => {
    expect(shown('2026-06-01T06:05:00Z', 'UTC', true)).toEqual({
      title: 'Sales',
      stale: 'Not refreshed since 1 Jun 2026, 06:05 UTC',
    });
  });
});
