import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Message } from '../../storage/queue.ts';
import { idSchema, ownerSchema } from './message-fields.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => Temporal.Instant.from(text));

const common = {
  owner: ownerSchema,
  id: idSchema,
  /** How often it was put back because it could not begin yet. */
  looks: z.number().int().default(0),
  /** How often it came back from the poison queue. */
  poisonings: z.number().int().default(0),
};

/** What the queue `refresh-tile` carries: who, which, when; never a token. */
export const refreshMessageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('scheduled'),
    ...common,
    dueAt: instant,
    stamp: z.string(),
    /** Partition of the due row that was inserted for the next occurrence; empty where there is none. */
    nextPartition: z.string(),
  }),
  z.object({ kind: z.literal('manual'), ...common, runId: z.string(), askedAt: instant }),
]);
export type RefreshMessage = z.infer<typeof refreshMessageSchema>;
export type ScheduledMessage = Extract<RefreshMessage, { kind: 'scheduled' }>;
export type ManualMessage = Extract<RefreshMessage, { kind: 'manual' }>;

export function refreshMessage(message: RefreshMessage): Message {
  if (message.kind === 'manual') return { ...message, askedAt: message.askedAt.toString() };
  return { ...message, dueAt: message.dueAt.toString() };
}

/** A partition of the due index handed over by a tick that found more than a page. */
export const dispatchMessageSchema = z.object({ partition: z.string().regex(/^\d{12}-\d\d$/) });
