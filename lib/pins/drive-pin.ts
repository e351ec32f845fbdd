import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { type DomainError, toDomainError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Message, Queue } from '../storage/queue.ts';
import { idSchema, ownerSchema } from '../subscriptions/firing/message-fields.ts';
import { retryAfter } from '../subscriptions/running/retry-policy.ts';
import { type Pin, type PinStep, type Pins, type StoredPin, stepsOf } from './pin.ts';
import { type PinStepDependencies, STEP_WORK } from './pin-steps.ts';
import { undoPin } from './undo-pin.ts';

export const pinMessageSchema = z.object({
  owner: ownerSchema,
  pinId: idSchema,
  /** How often it came back from the poison queue. */
  poisonings: z.number().int().optional(),
});
export type PinMessage = z.infer<typeof pinMessageSchema>;

/** The next message of a pin: it begins anew, whatever became of the one before. */
function pinMessage({ owner, pinId }: PinMessage): Message {
  return { owner, pinId };
}

/** How often a dashboard is looked at for the visual that a person pins. */
const LOOK_AGAIN_SECONDS = 5;

/** The person may have to sign in again before what was made can be removed in their name. */
export const UNDO_PATIENCE = { hours: 7 * 24 } as const;
const UNDO_AT_LEAST_EVERY_SECONDS = 6 * 3600;

export type DrivePinDependencies = PinStepDependencies & {
  readonly pins: Pins;
  readonly pinQueue: Queue;
  readonly clock: Clock;
  readonly log: Log;
  readonly leaseSeconds: number;
  readonly timeDivisor: number;
};

/**
 * One message of `pin-tile`: goes on with the steps of a pin where the last worker stopped. A step is recorded as begun
 * before it is done and as done after, with what it made; one that was begun is looked up by the pin's id before it is
 * repeated. When a step is refused for good, what was made is undone in reverse order.
 */
export async function drivePin(dependencies: DrivePinDependencies, message: PinMessage): Promise<void> {
  const { pins, pinQueue, clock, log } = dependencies;
  const present = await pins.get(message.owner, message.pinId);
  if (!present || present.state === 'pinned' || present.state === 'failed') return;
  const now = clock.now();
  if (present.leaseUntil && Temporal.Instant.compare(now, present.leaseUntil) < 0) {
    const wait = Math.ceil((present.leaseUntil.epochMilliseconds - now.epochMilliseconds) / 1000);
    await pinQueue.send(pinMessage(message), { delaySeconds: Math.max(1, wait) });
    return;
  }
  const held = await save(pins, present, { leaseUntil: leaseFrom(dependencies) });
  if (!held) {
    await pinQueue.send(pinMessage(message), { delaySeconds: 1 });
    return;
  }
  const pin: { current: StoredPin } = { current: held };
  try {
    if (held.state !== 'undoing') await driveSteps(dependencies, pin);
    if (pin.current.state === 'waiting')
      await pinQueue.send(pinMessage(message), { delaySeconds: LOOK_AGAIN_SECONDS });
    if (pin.current.state === 'undoing') await undo(dependencies, pin);
    if (pin.current.state !== 'waiting')
      log.info('pin.finished', { pinId: message.pinId, state: pin.current.state });
  } catch (error) {
    if (error instanceof LeaseLost) return;
    await handleFailure(dependencies, message, pin, toDomainError(error));
  }
}

function leaseFrom({ clock, leaseSeconds }: DrivePinDependencies): Temporal.Instant {
  return clock.now().add({ milliseconds: Math.round(leaseSeconds * 1000) });
}

/** The pin as last written; every write goes by its ETag. */
type Held = { current: StoredPin };

async function driveSteps(dependencies: DrivePinDependencies, pin: Held): Promise<void> {
  for (const step of stepsOf(pin.current.request)) {
    if (pin.current.done.includes(step)) continue;
    await advance(dependencies.pins, pin, {
      begun: withStep(pin.current.begun, step),
      leaseUntil: leaseFrom(dependencies),
    });
    const made = await STEP_WORK[step](dependencies, pin.current);
    if ('waitFor' in made) {
      await advance(dependencies.pins, pin, {
        state: 'waiting',
        reportUrl: made.reportUrl,
        leaseUntil: undefined,
        attempt: 1,
      });
      return;
    }
    await advance(dependencies.pins, pin, { ...made, done: withStep(pin.current.done, step), attempt: 1 });
    dependencies.log.info('pin.step', { pinId: pin.current.id, step });
  }
  await advance(dependencies.pins, pin, {
    state: 'pinned',
    leaseUntil: undefined,
    code: undefined,
    text: undefined,
  });
}

async function undo(dependencies: DrivePinDependencies, pin: Held): Promise<void> {
  await undoPin(dependencies, pin.current);
  await advance(dependencies.pins, pin, { state: 'failed', leaseUntil: undefined });
}

/** Later for what may heal; otherwise the reason is recorded and the undoing begins, by a message of its own. */
async function handleFailure(
  dependencies: DrivePinDependencies,
  message: PinMessage,
  pin: Held,
  error: DomainError,
): Promise<void> {
  const { pins, pinQueue, clock, log, timeDivisor } = dependencies;
  const { current } = pin;
  log.warn('pin.refused', {
    pinId: message.pinId,
    code: error.code,
    attempt: current.attempt,
    error: error.code === 'INTERNAL' ? error : undefined,
  });
  const { change, delaySeconds } = nextMove(current, error, clock.now());
  await save(pins, current, { ...change, leaseUntil: undefined });
  if (delaySeconds !== undefined)
    await pinQueue.send(pinMessage(message), { delaySeconds: Math.ceil(delaySeconds / timeDivisor) });
}

type Move = { readonly change: Partial<Pin>; readonly delaySeconds: number | undefined };

/**
 * What to do after a refusal. Undoing is tried for a week, less and less often: the person may have to sign in again
 * before what was made can be removed in their name. It keeps the reason for which the pin failed.
 */
function nextMove(pin: Pin, error: DomainError, now: Temporal.Instant): Move {
  const again = { attempt: pin.attempt + 1 };
  if (pin.state === 'undoing') {
    const over = Temporal.Instant.compare(now, pin.createdAt.add(UNDO_PATIENCE)) > 0;
    if (over) return { change: { state: 'failed' }, delaySeconds: undefined };
    return {
      change: again,
      delaySeconds: Math.min(30 * 2 ** (pin.attempt - 1), UNDO_AT_LEAST_EVERY_SECONDS),
    };
  }
  const because = { code: error.code, text: error.detail ?? error.message };
  const retry = retryAfter(error, pin.attempt);
  if (retry.kind === 'again') return { change: { ...again, ...because }, delaySeconds: retry.delaySeconds };
  return { change: { state: 'undoing', attempt: 1, ...because }, delaySeconds: 0 };
}

async function advance(pins: Pins, pin: Held, change: Partial<Pin>): Promise<void> {
  const written = await save(pins, pin.current, change);
  if (!written) throw new LeaseLost();
  pin.current = written;
}

/** Another worker took the pin over: this one stops at once and leaves everything to it. */
class LeaseLost extends Error {}

async function save(pins: Pins, present: StoredPin, change: Partial<Pin>): Promise<StoredPin | undefined> {
  const { etag, ...before } = present;
  return pins.replace({ ...before, ...change }, etag);
}

function withStep(steps: readonly PinStep[], step: PinStep): readonly PinStep[] {
  return steps.includes(step) ? steps : [...steps, step];
}
