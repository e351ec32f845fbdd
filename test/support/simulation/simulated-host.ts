import type { MemoryQueue, ReceivedMessage } from '../../../lib/storage/memory/memory-queue.ts';
import { dispatchPartition } from '../../../lib/subscriptions/firing/dispatch-due.ts';
import { dispatchMessageSchema, refreshMessageSchema } from '../../../lib/subscriptions/firing/messages.ts';
import { changeOwner, changeOwnerMessageSchema } from '../../../lib/subscriptions/owners/change-owner.ts';
import { endPoisonedRun } from '../../../lib/subscriptions/running/end-poisoned-run.ts';
import { runRefresh } from '../../../lib/subscriptions/running/run-refresh.ts';
import {
  applyMessageSchema,
  applySchedule,
} from '../../../lib/subscriptions/shared-schedules/apply-schedule.ts';
import { Killed } from './fault-plan.ts';
import type { SimulatedProcess } from './simulated-process.ts';

/** As the Functions host: `maxDequeueCount`, `visibilityTimeout` of host.json, and a message's lease. */
const MOST_DEQUEUES = 5;
const AGAIN_SECONDS = 30;
const VISIBILITY_SECONDS = 600;

export const TRIGGERS = {
  dispatchDue: (process: SimulatedProcess, message: unknown) =>
    dispatchPartition(process, dispatchMessageSchema.parse(message).partition),
  changeOwner: (process: SimulatedProcess, message: unknown) =>
    changeOwner(process, changeOwnerMessageSchema.parse(message)),
  applySchedule: (process: SimulatedProcess, message: unknown) =>
    applySchedule(process, applyMessageSchema.parse(message)),
  refreshTile: (process: SimulatedProcess, message: unknown) =>
    runRefresh(process, refreshMessageSchema.parse(message)),
  refreshTilePoison: (process: SimulatedProcess, message: unknown) =>
    endPoisonedRun(process, refreshMessageSchema.parse(message)),
} as const;

export type Trigger = keyof typeof TRIGGERS;
export const TRIGGER_NAMES = Object.keys(TRIGGERS) as readonly Trigger[];

/** Runs one message through its trigger; what becomes of the message is the host's doing. */
export async function handleMessage(
  process: SimulatedProcess,
  given: {
    readonly trigger: Trigger;
    readonly queue: MemoryQueue;
    readonly poison: MemoryQueue | undefined;
    readonly received: ReceivedMessage;
  },
): Promise<void> {
  const { trigger, queue, poison, received } = given;
  try {
    await TRIGGERS[trigger](process, received.message);
    queue.delete(received);
  } catch (error) {
    if (error instanceof Killed) return;
    process.log.warn('host.failed', { trigger, error: String(error) });
    if (received.dequeueCount < MOST_DEQUEUES) queue.release(received, AGAIN_SECONDS);
    else if (poison) {
      await poison.send(received.message);
      queue.delete(received);
    }
  }
}

export function receive(queue: MemoryQueue, max: number): readonly ReceivedMessage[] {
  return queue.receive({ max, visibilitySeconds: VISIBILITY_SECONDS });
}
