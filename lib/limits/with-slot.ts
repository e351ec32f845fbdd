import { DomainError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Limiter, Slot } from './limiter.ts';

export type SlotDependencies = { readonly limiter: Limiter; readonly log: Log };

/**
 * Runs under a cap; 0 is none, and costs nothing.
 * @throws DomainError NO_FREE_SLOT where all places are taken; it is no failure of what would have run.
 */
export async function withSlot<T>(
  { limiter, log }: SlotDependencies,
  cap: { readonly name: string; readonly most: number },
  run: () => Promise<T>,
): Promise<T> {
  if (cap.most === 0) return run();
  const slot = await limiter.take(cap.name, cap.most);
  if (!slot) throw new DomainError('NO_FREE_SLOT', { retryAfterSeconds: 10 });
  try {
    return await run();
  } finally {
    await giveBack(limiter, log, slot);
  }
}

/** Storage that fails here must not hide what came of the run: the lease frees the place. */
async function giveBack(limiter: Limiter, log: Log, slot: Slot): Promise<void> {
  try {
    await limiter.give(slot);
  } catch (error) {
    log.warn('slot.not-given-back', { error });
  }
}
