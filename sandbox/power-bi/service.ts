import { randomUUID } from 'node:crypto';
import type { SandboxClock } from '../shared/clock.ts';
import type { FabricSchemas } from './contract/fabric-schemas.ts';
import { PushWindows } from './push-windows.ts';
import { DEFAULT_RULES, LIMITS, type Limits, type Rules } from './rules.ts';
import type { Tenant } from './tenant/types.ts';

export type BaseUrls = {
  /** Where `/v1.0/myorg/…` is. */
  readonly api: string;
  /** Where `/v1/…` of the Fabric API is. */
  readonly fabric: string;
  /** Where people look at dashboards. */
  readonly portal: string;
};

/** What all operations share. The tenant is what is stored; the rest lives as long as the process. */
export type Service = {
  readonly tenant: Tenant;
  readonly clock: Pick<SandboxClock, 'now'>;
  readonly urls: BaseUrls;
  rules: Rules;
  limits: Limits;
  readonly pushes: PushWindows;
  /** When each user last called RefreshUserPermissions: once an hour is allowed. Milliseconds since the epoch. */
  readonly permissionRefreshes: Map<string, number>;
  /** JSON Schemas of report definitions, where the contracts are at hand. */
  readonly schemas: FabricSchemas | undefined;
};

export function createService(options: {
  readonly tenant: Tenant;
  readonly clock: Pick<SandboxClock, 'now'>;
  readonly urls: BaseUrls;
  readonly schemas: FabricSchemas | undefined;
}): Service {
  return {
    ...options,
    rules: { ...DEFAULT_RULES },
    limits: { ...LIMITS },
    pushes: new PushWindows(),
    permissionRefreshes: new Map(),
  };
}

export function nowText(service: Service): string {
  return new Date(service.clock.now()).toISOString();
}

export function nowMilliseconds(service: Service): number {
  return service.clock.now();
}

export function newId(): string {
  return randomUUID();
}
