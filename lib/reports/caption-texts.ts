import type { Temporal } from 'temporal-polyfill';
import type { Caption } from './tile-pictures.ts';

/** T3, and the stale mark beyond the original: a picture that is no longer refreshed says so. */
export function captionTexts({ title, refreshedAt, zone, stale }: Caption): {
  readonly title: string;
  readonly refreshed?: string;
  readonly stale?: string;
} {
  const time = timeText(refreshedAt, zone);
  return stale
    ? { title, stale: `Not refreshed since ${time}` }
    : { title, refreshed: `Last refreshed ${time}` };
}

/** `24 Nov 2026, 21:07 Europe/Warsaw`: the zone is named, for a tile is looked at from everywhere. */
export function timeText(instant: Temporal.Instant, zone: string): string {
  const local = instant.toZonedDateTimeISO(zone);
  const month = local.toLocaleString('en-GB', { month: 'short' });
  const two = (value: number) => String(value).padStart(2, '0');
  return `${local.day} ${month} ${local.year}, ${two(local.hour)}:${two(local.minute)} ${zone}`;
}
