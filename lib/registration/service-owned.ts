import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { Table } from '../storage/table.ts';
import type { Audit } from './audit.ts';

/** Whether subscriptions may run in the name of the installation itself, as an administrator decided. */
export interface ServiceOwned {
  isAllowed(): Promise<boolean>;
  /** Last writer wins; every decision is in the audit. Crash story: cut off before the audit, asking again writes it. */
  decide(allowed: boolean, by: string): Promise<void>;
}

const KEY = { partitionKey: 'registration', rowKey: 'service-owned' } as const;

/** One row beside the registration; without it nothing is allowed. */
export function tableServiceOwned(options: {
  readonly table: Table;
  readonly audit: Audit;
  readonly clock: Clock;
}): ServiceOwned {
  const { table, audit, clock } = options;
  return {
    async isAllowed() {
      return (await table.get(KEY))?.cells.allowed === true;
    },
    async decide(allowed, by) {
      const cells = { allowed, changedBy: by, changedAt: clock.now().toString() };
      await table.write({ kind: 'upsert', row: { ...KEY, cells } });
      const action = allowed ? 'service-owned.allowed' : 'service-owned.forbidden';
      await audit.record({ action, by, subject: 'installation' });
    },
  };
}

/** @throws DomainError SERVICE_OWNED_NOT_ALLOWED. */
export async function requireServiceOwned(serviceOwned: Pick<ServiceOwned, 'isAllowed'>): Promise<void> {
  if (!(await serviceOwned.isAllowed())) throw new DomainError('SERVICE_OWNED_NOT_ALLOWED');
}
