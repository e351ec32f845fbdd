import type { Temporal } from 'temporal-polyfill';
import type { CredentialStore } from '../data-sources/credentials.ts';
import { type DataSourceId, parseDataSourceId } from '../data-sources/data-source.ts';
import type { UpkeepWork } from './run-upkeep.ts';
import { atFullHour, type Upkeep } from './upkeep.ts';

const STORED_WITHIN = { hours: 1 } as const;

/** Announces credentials that are about to be stored: should no row name them in the end, they are made unreadable. */
export async function announceCredentials(
  upkeep: Pick<Upkeep, 'add'>,
  id: DataSourceId,
  now: Temporal.Instant,
): Promise<void> {
  await upkeep.add({ kind: 'credential', subject: id, dueAt: atFullHour(now.add(STORED_WITHIN)) });
}

/** Credentials of a data source that were stored while their row was never written, or says that there are none. */
export function retireUnnamedCredentials({
  credentials,
}: {
  readonly credentials: Pick<CredentialStore, 'retireUnnamed'>;
}): UpkeepWork {
  return async ({ subject }) => {
    const source = parseDataSourceId(subject);
    if (source) await credentials.retireUnnamed(source.itemId, source.id);
    return 'done';
  };
}
