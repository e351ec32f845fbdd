import { type DomainError, ERRORS } from '../errors.ts';
import type { Subscription } from './subscription.ts';

/** S11 after a run that delivered. */
export const DONE_TEXT = 'Done: 1 processed of 1 total; 0 errors.';

/** S5: one form for every failed run, with the original's words where it had any. */
export function failureText(
  subscription: Pick<Subscription, 'itemName' | 'target'>,
  error: DomainError,
): string {
  const { itemName, target } = subscription;
  return `PowerBI Delivery error: dashboard: ${target.dashboardName}, visual: ${itemName}, error: ${wordsOf(error, subscription)}`;
}

function wordsOf(
  error: DomainError,
  { itemName, target }: Pick<Subscription, 'itemName' | 'target'>,
): string {
  switch (error.code) {
    case 'ITEM_NOT_FOUND': // S7
      return `Error: Report item '${itemName}' cannot be found.`;
    case 'TILE_NOT_FOUND': // S8
      return `The item 'Tile deleted ${target.kind === 'tile' ? target.tileId : ''}' cannot be found.`;
    case 'NOT_REGISTERED': // R21
      return 'The delivery extension for this subscription could not be loaded';
    case 'CREDENTIALS_NOT_STORED': // S6
      return ERRORS.CREDENTIALS_NOT_STORED.text;
    default:
      return error.detail ?? ERRORS[error.code].text;
  }
}

/** S11: what stands instead of the last run's text while a subscription does not fire. */
export function inactiveText(state: Subscription['state']): string | undefined {
  return state === 'paused' || state === 'held' ? 'Inactive' : undefined;
}
