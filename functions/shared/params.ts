import { z } from 'zod';
import { guid } from '../../lib/http/views/common.ts';
import type { SubscriptionId } from '../../lib/subscriptions/subscription.ts';

/** The id of a subscription, which is its pin's as well. */
export const idParam = guid.transform((id) => id as SubscriptionId);

export const subscriptionParams = z.object({ subscriptionId: idParam });
