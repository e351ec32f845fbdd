import type { SandboxClock } from '../../shared/clock.ts';
import type { BaseControl, ThrottleOptions } from '../../shared/traffic.ts';
import type { Limits, Rules } from '../rules.ts';
import type { Service } from '../service.ts';
import type { CallLog, LoggedCall } from './call-log.ts';
import type { Faults, PowerBiFault } from './faults.ts';

export type TrafficControl = BaseControl & {
  failNext(fault: PowerBiFault): Promise<void>;
  throttle(options: ThrottleOptions & Pick<PowerBiFault, 'method' | 'path' | 'oid'>): Promise<void>;
  /** The last 10,000 calls of the two APIs, refused ones included, with the status that was answered. */
  calls(): Promise<readonly LoggedCall[]>;
  /** Switches that decide what documents leave open; answers all of them. */
  rules(changes: Partial<Rules>): Promise<Rules>;
  /** Lowers or raises the limits of push models; answers all of them. */
  limits(changes: Partial<Limits>): Promise<Limits>;
};

export function trafficControl(parts: {
  readonly service: Service;
  readonly clock: SandboxClock;
  readonly faults: Faults;
  readonly log: CallLog;
}): TrafficControl {
  const { service, clock, faults, log } = parts;
  return {
    advance: async (span) => ({ now: new Date(await clock.advance(span)).toISOString() }),
    failNext: async (fault) => faults.arm(fault),
    throttle: async ({ retryAfterSeconds = 1, ...match }) =>
      faults.arm({ ...match, status: 429, retryAfterSeconds, message: 'Too many requests.' }),
    clearFaults: async () => faults.clear(),
    counts: async () => log.counts(),
    resetCounts: async () => log.clear(),
    calls: async () => log.calls(),
    rules: async (changes) => {
      service.rules = { ...service.rules, ...changes };
      return service.rules;
    },
    limits: async (changes) => {
      service.limits = { ...service.limits, ...changes };
      return service.limits;
    },
  };
}
