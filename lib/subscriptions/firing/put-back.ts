import type { Clock } from '../../clock.ts';
import type { Queue } from '../../storage/queue.ts';
import type { Claim } from '../running/runs.ts';
import { type RefreshMessage, refreshMessage } from './messages.ts';

const FIRST_LOOK_AGAIN_SECONDS = 5;

/** A run takes seconds, its lease minutes: who waits for another's looks soon at first, and at its end at the latest. */
export async function putBack(
  { refreshQueue, clock }: { readonly refreshQueue: Queue; readonly clock: Clock },
  message: RefreshMessage,
  { at, why }: Pick<Extract<Claim, { kind: 'later' }>, 'at' | 'why'>,
): Promise<void> {
  const rest = Math.ceil((at.epochMilliseconds - clock.now().epochMilliseconds) / 1000);
  const soon = FIRST_LOOK_AGAIN_SECONDS * 2 ** Math.min(message.looks, 10);
  await refreshQueue.send(refreshMessage({ ...message, looks: message.looks + 1 }), {
    delaySeconds: Math.max(1, why === 'leased' ? Math.min(rest, soon) : rest),
  });
}
