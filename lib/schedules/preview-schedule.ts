import type { Temporal } from 'temporal-polyfill';
import { describeSchedule } from './describe-schedule.ts';
import { occurrences } from './next-occurrence.ts';
import type { Schedule } from './schedule.ts';

/** One occurrence: the instant, and what the clocks of the schedule's zone show then. */
export type Occurrence = {
  readonly at: Temporal.Instant;
  /** ISO 8601 with the offset in force, so that a change of the clock can be seen. */
  readonly local: string;
};

export type SchedulePreview = {
  /** In its normal form. */
  readonly schedule: Schedule;
  /** The plain-language line. */
  readonly text: string;
  /** In order, strictly after `after`; fewer than asked for where the schedule ends before. */
  readonly next: readonly Occurrence[];
};

/** What a schedule means: in words, and as its next occurrences. */
export function previewSchedule(
  schedule: Schedule,
  { after, count }: { readonly after: Temporal.Instant; readonly count: number },
): SchedulePreview {
  const next = occurrences(schedule, after, count).map((at) => ({
    at,
    local: at.toZonedDateTimeISO(schedule.zone).toString({ smallestUnit: 'minute', timeZoneName: 'never' }),
  }));
  return { schedule, text: describeSchedule(schedule, { after }), next };
}
