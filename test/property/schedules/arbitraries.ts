import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  type Recurrence,
  type Schedule,
  scheduleOf,
  WEEKDAYS,
  WEEKS_OF_MONTH,
} from '../../../lib/schedules/schedule.ts';
import { wallClock } from './naive-calendar.ts';

export const ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');

/** From before the day that Samoa skipped, 30 December 2011. */
const FROM = Date.UTC(2011, 0, 1);
const TO = Date.UTC(2040, 11, 31);
const MINUTE_MS = 60_000;
/** Of two changes, none are closer: Morocco's clocks go back for the four weeks of Ramadan. */
const SAMPLED_MS = 14 * 86_400_000;

const known = new Map<string, readonly number[]>();

/** When a zone's clocks change from 2011 to 2040, as Intl shows them: what is tested finds its changes in another way. */
export function transitionsOf(zone: string): readonly number[] {
  const found = known.get(zone) ?? sampleTransitions(zone);
  known.set(zone, found);
  return found;
}

function sampleTransitions(zone: string): readonly number[] {
  const offsetAt = (instant: number): number => wallClock(zone, instant) - instant;
  const found: number[] = [];
  let before = offsetAt(FROM);
  for (let at = FROM; at < TO; at += SAMPLED_MS) {
    const after = offsetAt(at + SAMPLED_MS);
    if (after === before) continue;
    let [low, high] = [at, at + SAMPLED_MS];
    while (high - low > MINUTE_MS) {
      const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
      if (offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    found.push(high);
    before = after;
  }
  return found;
}

const subsetOf = <Value>(values: readonly Value[]): fc.Arbitrary<Value[]> =>
  fc.subarray([...values], { minLength: 1 });
const months = fc.oneof(
  fc.constant([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
  subsetOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
);

export const dayRecurrence: fc.Arbitrary<Exclude<Recurrence, { readonly kind: 'minutes' }>> = fc.oneof(
  fc.record({ kind: fc.constant('once' as const) }),
  fc.record({ kind: fc.constant('daily' as const), every: fc.integer({ min: 1, max: 40 }) }),
  fc.record({
    kind: fc.constant('weekly' as const),
    every: fc.integer({ min: 1, max: 5 }),
    days: subsetOf(WEEKDAYS),
  }),
  fc.record({
    kind: fc.constant('monthly' as const),
    months,
    days: subsetOf<number | 'last'>([1, 2, 15, 27, 28, 29, 30, 31, 'last']),
  }),
  fc.record({
    kind: fc.constant('monthlyByWeekday' as const),
    months,
    week: fc.constantFrom(...WEEKS_OF_MONTH),
    days: subsetOf(WEEKDAYS),
  }),
);

export const minuteRecurrence: fc.Arbitrary<Recurrence> = fc.record({
  kind: fc.constant('minutes' as const),
  every: fc.oneof(fc.constantFrom(1, 5, 15, 30, 60, 90, 1440), fc.integer({ min: 1, max: 5000 })),
});

/**
 * A schedule of a zone and a moment to ask at, two times in three within a day and a half of a change of its clocks.
 */
export function asked(
  zone: string,
  recurrence: fc.Arbitrary<Recurrence>,
): fc.Arbitrary<{ readonly schedule: Schedule; readonly after: Temporal.Instant }> {
  const changes = transitionsOf(zone);
  const anywhere = fc.integer({ min: FROM / MINUTE_MS, max: TO / MINUTE_MS });
  const near = changes.length === 0 ? anywhere : fc.constantFrom(...changes).map((ms) => ms / MINUTE_MS);
  const around = fc.integer({ min: -2160, max: 2160 });
  return fc
    .record({
      moment: fc.oneof({ weight: 1, arbitrary: anywhere }, { weight: 2, arbitrary: near }),
      startOffset: around,
      daysBack: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -40, max: 800 })),
      afterOffset: around,
      afterMs: fc.constantFrom(-1, 0, 1),
      lasts: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
      recurrence,
    })
    .map(({ moment, startOffset, daysBack, afterOffset, afterMs, lasts, recurrence: chosen }) => {
      const start = Temporal.Instant.fromEpochMilliseconds((moment + startOffset) * MINUTE_MS)
        .toZonedDateTimeISO(zone)
        .toPlainDateTime()
        .subtract({ days: daysBack });
      const schedule = scheduleOf({
        zone,
        start: start.toString({ smallestUnit: 'minute' }),
        end: lasts === undefined ? undefined : start.toPlainDate().add({ days: lasts }).toString(),
        recurrence: chosen,
      });
      const after = Temporal.Instant.fromEpochMilliseconds((moment + afterOffset) * MINUTE_MS + afterMs);
      return { schedule, after };
    });
}
