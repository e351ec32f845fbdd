import { Temporal } from 'temporal-polyfill';
import { type DrivePinDependencies, type PinMessage, UNDO_PATIENCE } from './drive-pin.ts';
import type { Pin } from './pin.ts';

/** As with runs: an outage of storage poisons every message that comes in it. */
const FORGIVEN = 3;
const AGAIN_SECONDS = 300;

/**
 * A message of `pin-tile` that failed five times over. It is worked on again, later; the fourth time what the pin has made
 * is undone, and that is tried for as long as any undoing. A live lease is left to its worker. A message is sent in every
 * case in which the pin is not through: nothing vanishes. Crash story: this message comes again.
 */
export async function failPoisonedPin(
  dependencies: Pick<DrivePinDependencies, 'pins' | 'pinQueue' | 'clock' | 'log' | 'timeDivisor'>,
  message: PinMessage,
): Promise<void> {
  const { pins, pinQueue, clock, timeDivisor, log } = dependencies;
  const { owner, pinId, poisonings = 0 } = message;
  const pin = await pins.get(owner, pinId);
  if (!pin || pin.state === 'pinned' || pin.state === 'failed') return;
  log.error('pin.poisoned', { pinId, poisonings: poisonings + 1 });
  const now = clock.now();
  const leased = pin.leaseUntil && Temporal.Instant.compare(now, pin.leaseUntil) < 0;
  const state = leased || poisonings < FORGIVEN ? pin.state : stateAfter(pin, now);
  if (state !== pin.state) {
    const { etag, ...before } = pin;
    const text = pin.text ?? 'The pin was given up: its workers stopped over and over.';
    const given = { state, code: pin.code ?? 'INTERNAL', text, attempt: 1, leaseUntil: undefined };
    const written = await pins.replace({ ...before, ...given }, etag);
    if (written?.state === 'failed') return;
  }
  // Begun anew where another state, or another worker, has another chance.
  const next = state === pin.state && !leased ? poisonings + 1 : 0;
  await pinQueue.send(
    { owner, pinId, poisonings: next },
    { delaySeconds: Math.ceil(AGAIN_SECONDS / timeDivisor) },
  );
}

/** What was made is undone; what cannot be undone in a week's time is left behind, and the pin says so by its state. */
function stateAfter({ state, createdAt }: Pin, now: Temporal.Instant): Pin['state'] {
  if (state !== 'undoing') return 'undoing';
  return Temporal.Instant.compare(now, createdAt.add(UNDO_PATIENCE)) > 0 ? 'failed' : state;
}
