import { z } from 'zod';
import type { SchedulePreview } from '../schedules/preview-schedule.ts';
import { scheduleSchema } from '../schedules/schema.ts';
import { instant } from './views.ts';

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
