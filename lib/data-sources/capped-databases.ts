import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import { type SlotDependencies, withSlot } from '../limits/with-slot.ts';
import type { Databases } from './databases.ts';
import type { Database } from './sql/database.ts';

/** The queries of one picture may be more than the cap: they wait for each other for so long. */
const PATIENCE_MS = 30_000;
const WAIT_MS = 500;

/**
 * At most so many queries at once on one database, over all instances; 0 is no cap.
 * @throws DomainError NO_FREE_SLOT from its queries, after half a minute.
 */
export function cappedDatabases(
  databases: Databases,
  options: SlotDependencies & {
    readonly most: number;
    readonly clock: Clock;
    readonly sleep: (milliseconds: number) => Promise<void>;
  },
): Databases {
  const { most, clock, sleep } = options;
  if (most === 0) return databases;
  const capped = (database: Database): Database => ({
    ...database,
    async query(connection, request) {
      const { kind, host, port, database: name = '' } = connection.target;
      const cap = { name: `source|${kind}|${host}|${port}|${name}`, most };
      const patience = clock.now().epochMilliseconds + PATIENCE_MS;
      for (;;) {
        try {
          return await withSlot(options, cap, () => database.query(connection, request));
        } catch (error) {
          const isFull = error instanceof DomainError && error.code === 'NO_FREE_SLOT';
          if (!isFull || clock.now().epochMilliseconds >= patience) throw error;
          await sleep(WAIT_MS);
        }
      }
    },
  });
  return {
    'sql-server': capped(databases['sql-server']),
    postgres: capped(databases.postgres),
    mysql: capped(databases.mysql),
  };
}
