import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { describeSchedule } from '../../schedules/describe-schedule.ts';
import type { SchedulePreview } from '../../schedules/preview-schedule.ts';
import { scheduleSchema } from '../../schedules/schema.ts';
import type { SharedSchedule } from '../../subscriptions/shared-schedules/shared-schedules.ts';
import { instant } from './common.ts';

const MOST_OCCURRENCES = 100;
const TEN = 10;
/** A definition of a report server is some 2 KiB. */
const LONGEST_DEFINITION = 64 * 1024;

const count = z.number().int().min(1).max(MOST_OCCURRENCES);

/** In a query, where everything is text. */
export const occurrencesQuery = z.object({ count: z.coerce.number().pipe(count).default(TEN) });

export const previewRequestSchema = z
  .strictObject({ schedule: scheduleSchema, count: count.default(TEN) })
  .meta({ id: 'SchedulePreviewRequest' });

export const scheduleImportSchema = z
  .strictObject({
    definition: z
      .string()
      .max(LONGEST_DEFINITION)
      .describe('XML: a ScheduleDefinition, as the MatchData of a subscription of a report server holds it.'),
    zone: scheduleSchema.shape.zone.describe(
      'IANA time zone of the report server, whose local times it holds.',
    ),
    count: count.default(TEN),
  })
  .meta({ id: 'ScheduleImport' });

export const scheduleDefinitionView = z
  .object({ definition: z.string(), zone: z.string().describe('The definition itself has no zone.') })
  .meta({ id: 'ScheduleDefinition' });

export const schedulePreviewView = z
  .object({
    schedule: scheduleSchema.describe('In its normal form.'),
    text: z.string().describe('The schedule in plain language.'),
    next: z
      .array(
        z.object({
          at: instant,
          local: z.string().describe('The same in the zone of the schedule, with the offset in force.'),
        }),
      )
      .describe('The next occurrences, in order; fewer where the schedule ends before.'),
  })
  .meta({ id: 'SchedulePreview' });

export function showPreview({ schedule, text, next }: SchedulePreview): unknown {
  return { schedule, text, next: next.map(({ at, local }) => ({ at: at.toString(), local })) };
}

export const sharedScheduleSchema = z
  .strictObject({
    name: z.string().min(1).max(100),
    schedule: scheduleSchema,
    state: z.enum(['active', 'paused']).default('active').describe('paused: nobody who follows it fires.'),
  })
  .meta({ id: 'SharedScheduleRequest' });

export const sharedScheduleView = z
  .object({
    id: z.string(),
    name: z.string(),
    schedule: scheduleSchema,
    scheduleText: z.string().describe('The schedule in plain language.'),
    state: z.enum(['active', 'paused', 'leaving']).describe('leaving: it goes when all are detached.'),
    stamp: z.string().describe('Send it back as If-Match when you change it.'),
    followers: z.int().optional().describe('How many subscriptions follow it; for administrators.'),
    changedAt: instant,
  })
  .meta({ id: 'SharedSchedule' });

export function showShared(
  shared: SharedSchedule,
  { now, followers }: { readonly now: Temporal.Instant; readonly followers?: number },
): unknown {
  const { id, name, schedule, state, stamp, changedAt } = shared;
  const scheduleText = describeSchedule(schedule, { after: now });
  return { id, name, schedule, scheduleText, state, stamp, followers, changedAt: changedAt.toString() };
}
