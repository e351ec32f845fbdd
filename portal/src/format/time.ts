const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const { timeZone: HERE } = Intl.DateTimeFormat().resolvedOptions();

/** The reader's own zone, as an IANA name. */
export function readersTimeZone(): string {
  return HERE;
}

/** A point in time (ISO 8601) as the reader's calendar and clock show it. */
export function dateAndTime(instant: string): string {
  return written(instant, HERE);
}

/** The same as another zone's calendar and clock show it. */
export function dateAndTimeIn(instant: string, timeZone: string): string {
  return written(instant, timeZone);
}

export function dateOnly(instant: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'long' }).format(new Date(instant));
}

/** The reader's clock alone. */
export function timeOnly(instant: string): string {
  return new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(new Date(instant));
}

/** Whole days from now on until a point in time, rounded up; 0 when it is over. */
export function daysUntil(instant: string, now = Date.now()): number {
  return Math.max(0, Math.ceil((Date.parse(instant) - now) / DAY_MS));
}

/** `yyyy-MM-dd`, the date that a zone's calendar shows now. */
export function todayIn(timeZone: string, now = Date.now()): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(now);
  const part = (wanted: string) => parts.find(({ type }) => type === wanted)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** `HH:mm` that a zone's clock shows now, a begun minute counted as whole. */
export function timeIn(timeZone: string, now = Date.now()): string {
  const options = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('en', options).format(now + MINUTE_MS - 1);
}

/** Every zone the browser knows, with the given ones among them. */
export function timeZones(...known: readonly string[]): readonly string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...known])].sort();
}

function written(instant: string, timeZone: string): string {
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const;
  return new Intl.DateTimeFormat(undefined, options).format(new Date(instant));
}
