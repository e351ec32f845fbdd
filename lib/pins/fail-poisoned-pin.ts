import { Temporal } from 'temporal-polyfill';
import type { DrivePinDependencies, PinMessage } from './drive-pin.ts';

/**
 * A pin whose worker died again and again. A live lease means that somebody is still at it: the message goes back. What
 * is left is undone, so that nothing of a pin that failed stays at Power BI.
 */
export async function failPoisonedPin(
  { pins, pinQueue, clock, log }: Pick<DrivePinDependencies, 'pins' | 'pinQueue' | 'clock' | 'log'>,
  message: PinMessage,
): Promise<void> {
  const pin = await pins.get(message.owner, message.pinId);
  if (!pin || pin.state === 'pinned' || pin.state === 'failed') return;
  const leased = pin.leaseUntil && Temporal.Instant.compare(clock.now(), pin.leaseUntil) < 0;
  if (!leased) {
    const { etag, ...before } = pin;
    const text = pin.text ?? 'The pin was given up after its worker stopped five times.';
    const state = pin.state === 'undoing' ? 'failed' : 'undoing';
    const written = await pins.replace(
      { ...before, state, code: pin.code ?? 'INTERNAL', text, leaseUntil: undefined },
      etag,
    );
    log.error('pin.poisoned', { pinId: message.pinId, state });
    if (written?.state === 'failed') return;
  }
  await pinQueue.send({ ...message }, { delaySeconds: 60 });
}
