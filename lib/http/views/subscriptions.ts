import { z } from 'zod';
import { scheduleSchema } from '../../schedules/schema.ts';
import { guid, instant } from './common.ts';
import { parametersSchema } from './reports.ts';

// Subscriptions and their runs, as the API shows and takes them.

export const subscriptionView = z
  .object({
    id: z.string(),
    reportId: z.string(),
    reportTitle: z.string(),
    reportUrl: z.string(),
    itemName: z.string(),
    parameters: parametersSchema,
    dashboardName: z.string(),
    dashboardUrl: z.string().optional(),
    mode: z
      .enum(['tile', 'picture'])
      .describe('picture: an Image tile that you made; its address is in the pin of the same id.'),
    schedule: scheduleSchema,
    scheduleText: z.string().describe('The schedule in plain language.'),
    sharedScheduleId: z.string().optional().describe('The shared schedule that it follows.'),
    state: z
      .enum(['active', 'paused', 'held', 'retired', 'ended'])
      .describe('held: its shared schedule is paused.'),
    stamp: z.string().describe('Send it back as If-Match when you change the subscription.'),
    statusText: z.string(),
    statusCode: z.string().optional(),
    lastRunAt: instant.optional(),
    lastDeliveredAt: instant.optional(),
    nextDueAt: instant.optional(),
    createdAt: instant,
  })
  .meta({ id: 'Subscription' });

export const subscriptionChangeSchema = z
  .strictObject({
    schedule: scheduleSchema.optional(),
    itemName: z.string().min(1).max(256).optional(),
    parameters: parametersSchema.optional(),
    state: z.enum(['active', 'paused']).optional(),
    sharedScheduleId: guid
      .nullable()
      .optional()
      .describe('A shared schedule to follow; null keeps the schedule as one of its own.'),
  })
  .refine(({ schedule, sharedScheduleId }) => !schedule || typeof sharedScheduleId !== 'string', {
    error: 'Send a schedule of its own or a shared one, not both.',
  })
  .meta({ id: 'SubscriptionChange' });

export const repairView = z
  .object({
    itemName: z.string(),
    missing: z
      .boolean()
      .describe('Whether the report lacks the item. Renaming it back heals the subscription as well.'),
    proposals: z
      .array(z.object({ name: z.string(), kind: z.enum(['chart', 'gauge', 'map', 'image']) }))
      .describe('What it may be called now, the nearest first.'),
  })
  .meta({ id: 'RepairProposal' });

export const repairRequestSchema = z
  .strictObject({
    itemName: z.string().min(1).max(256).optional().describe('The nearest proposal, where it is left out.'),
    runId: guid.describe('Of the run that brings the tile up to date; you draw it.'),
  })
  .meta({ id: 'RepairRequest' });

export const runView = z
  .object({
    key: z.string(),
    kind: z.enum(['scheduled', 'manual']),
    dueAt: instant,
    state: z.enum(['running', 'waiting', 'succeeded', 'failed', 'missed']),
    attempt: z.int(),
    notBefore: instant.optional(),
    code: z.string().optional(),
    text: z.string().optional(),
    advice: z.string().optional().describe('What to do about it, where it failed.'),
    startedAt: instant.optional(),
    finishedAt: instant.optional(),
    missedFrom: instant.optional(),
    missedCount: z.int().optional(),
  })
  .meta({ id: 'Run' });
