import { z } from 'zod';
import { readOwner } from '../../identity/principal.ts';
import { parseSubscriptionId } from '../subscription.ts';

/** Fields of queue messages; what is none is refused before anything is done with it. */
export const ownerSchema = z.string().transform((text, context) => {
  const parsed = readOwner(text);
  if (parsed) return parsed.owner;
  context.addIssue({ code: 'custom', message: 'is no owner key' });
  return z.NEVER;
});

/** Of a subscription and of its pin. */
export const idSchema = z.string().transform((text, context) => {
  const parsed = parseSubscriptionId(text);
  if (parsed) return parsed;
  context.addIssue({ code: 'custom', message: 'is no subscription id' });
  return z.NEVER;
});
