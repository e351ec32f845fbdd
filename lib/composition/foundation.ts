import { setTimeout } from 'node:timers/promises';
import { type Clock, systemClock } from '../clock.ts';
import { secretKeyRing } from '../identity/key-ring.ts';
import { type ManagedIdentity, msalManagedIdentity } from '../identity/managed-identity.ts';
import { joseSealer, type Sealer } from '../identity/seal.ts';
import type { Limiter } from '../limits/limiter.ts';
import { tableLimiter } from '../limits/table-limiter.ts';
import type { Log } from '../log.ts';
import type { Settings } from '../settings.ts';
import type { KeyWrapper } from '../storage/key-wrapper.ts';
import type { Secrets } from '../storage/secrets.ts';
import type { Storage } from '../storage/storage.ts';
import type { Table } from '../storage/table.ts';
import { TABLES } from '../storage-names.ts';
import { createTracer, type Tracer } from '../telemetry/tracer.ts';
import { tableUpkeep } from '../upkeep/table-upkeep.ts';
import type { Upkeep } from '../upkeep/upkeep.ts';

const LEASE_SECONDS = 300;

/** What differs between Azure and a test: where things are kept, and what time it is. */
export type Platform = {
  readonly storage: Storage;
  readonly secrets: Secrets;
  /** The key that wraps the data keys of the token store. */
  readonly keyWrapper: KeyWrapper;
  readonly log: Log;
  readonly clock?: Clock;
  /** One that sends traces somewhere; without it they are only in log events. */
  readonly tracer?: Tracer;
};

/** What use cases of every part ask for. */
export type SharedPorts = {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  readonly tracer: Tracer;
  readonly limiter: Limiter;
  readonly upkeep: Upkeep;
  /** Lease of a run and of a pin's worker; every outward deadline ends before it. */
  readonly leaseSeconds: number;
  readonly timeDivisor: number;
};

/** What adapters of several parts are made from. */
export type Foundation = {
  readonly shared: SharedPorts;
  readonly storage: Storage;
  readonly secrets: Secrets;
  readonly keyWrapper: KeyWrapper;
  readonly table: (name: keyof typeof TABLES) => Table;
  readonly managedIdentity: ManagedIdentity;
  readonly sealer: Sealer;
  readonly sleep: (milliseconds: number) => Promise<void>;
};

export function layFoundation(settings: Settings, platform: Platform): Foundation {
  const { storage, secrets, keyWrapper, log } = platform;
  const clock = platform.clock ?? systemClock;
  const table = (name: keyof typeof TABLES) => storage.table(TABLES[name]);
  return {
    shared: {
      settings,
      clock,
      log,
      tracer: platform.tracer ?? createTracer({ log, now: () => clock.now().epochMilliseconds }),
      limiter: tableLimiter({ table: table('slots'), clock, leaseSeconds: LEASE_SECONDS }),
      upkeep: tableUpkeep(table('upkeep')),
      leaseSeconds: LEASE_SECONDS / settings.timeDivisor,
      timeDivisor: settings.timeDivisor,
    },
    storage,
    secrets,
    keyWrapper,
    table,
    managedIdentity: msalManagedIdentity({ clientId: settings.identity.clientId }),
    sealer: joseSealer({
      ring: secretKeyRing({ secrets, name: 'session-keys', clock }),
      clock,
      audience: settings.identity.clientId,
    }),
    sleep: (milliseconds) => setTimeout(milliseconds),
  };
}
