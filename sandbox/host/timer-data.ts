import type { TypedData } from './core-types.ts';
import type { TimerFunction } from './function-index.ts';
import { type ScheduleStatus, statusJson } from './schedule-status.ts';

/** The name under which Azure knows a function's timer. */
export function timerName(fn: TimerFunction): string {
  return `Host.Functions.${fn.name}`;
}

/** What a timer's function gets; its status is null where none is kept. Source: TimerInfo of the timers extension. */
export function timerData(
  fn: TimerFunction,
  status: ScheduleStatus | undefined,
  due: 'on time' | 'past due',
): TypedData {
  return {
    json: JSON.stringify({
      Schedule: { AdjustForDST: fn.schedule.kind === 'cron' },
      ScheduleStatus: status === undefined ? null : statusJson(status),
      IsPastDue: due === 'past due',
    }),
  };
}
