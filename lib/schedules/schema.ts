import { z } from 'zod';
import { DomainError } from '../errors.ts';
import { type Schedule, type ScheduleForm, scheduleOf, WEEKDAYS, WEEKS_OF_MONTH } from './schedule.ts';

const every = (unit: string) =>
  z
    .int()
    .min(1)
    .meta({ description: `Every so many ${unit}.` });
const weekdays = z.array(z.enum(WEEKDAYS)).min(1);
const months = z.array(z.int().min(1).max(12)).min(1).meta({ description: 'Months, 1 to 12.' });

const recurrenceSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('once') }),
    z.strictObject({ kind: z.literal('minutes'), every: every('minutes, on the UTC line from the start') }),
    z.strictObject({ kind: z.literal('daily'), every: every('days from the date of the start') }),
    z.strictObject({
      kind: z.literal('weekly'),
      every: every('weeks, which begin on Sunday, counted from the week of the start'),
      days: weekdays,
    }),
    z.strictObject({
      kind: z.literal('monthly'),
      months,
      days: z
        .array(z.union([z.int().min(1).max(31), z.literal('last')]))
        .min(1)
        .meta({ description: 'Days 1 to 31, or "last"; a day that a month lacks is left out.' }),
    }),
    z.strictObject({
      kind: z.literal('monthlyByWeekday'),
      months,
      week: z.enum(WEEKS_OF_MONTH),
      days: weekdays,
    }),
  ])
  .meta({ id: 'Recurrence' });

/**
 * The shape of a schedule at the edge, and in the API's description. `parseSchedule` also judges whether it makes
 * sense.
 */
export const scheduleSchema = z
  .strictObject({
    zone: z.string().min(1).max(64).meta({ description: 'IANA time zone.', example: 'Europe/Warsaw' }),
    start: z
      .string()
      .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
      .meta({ description: 'First date and time of day, local in the zone.', example: '2026-11-23T07:30' }),
    end: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/)
      .optional()
      .meta({ description: 'Last local date, included.', example: '2027-12-31' }),
    recurrence: recurrenceSchema,
  })
  .meta({ id: 'Schedule' });

/** A sound schedule of what came from outside. Throws DomainError SCHEDULE_INVALID; the detail names the field. */
export function parseSchedule(value: unknown): Schedule {
  const result = scheduleSchema.safeParse(value);
  if (result.success) return scheduleOf(result.data satisfies ScheduleForm);
  const [issue] = result.error.issues;
  const field = issue === undefined || issue.path.length === 0 ? 'The schedule' : issue.path.join('.');
  throw new DomainError('SCHEDULE_INVALID', { detail: `${field}: ${issue?.message ?? 'not understood'}.` });
}
