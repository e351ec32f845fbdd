import { systemClock } from '../../lib/clock.ts';
import { DomainError } from '../../lib/errors.ts';
import { parseOwner } from '../../lib/identity/principal.ts';
import { backUp } from '../../lib/operations/back-up.ts';
import { erasedTables, erasePerson } from '../../lib/operations/erase-person.ts';
import { type Migration, migrateSlice } from '../../lib/operations/migrate.ts';
import { restore } from '../../lib/operations/restore.ts';
import { rewrapDataKeys, rotateRing } from '../../lib/operations/rotate-keys.ts';
import { BLOBS, QUEUES, TABLES } from '../../lib/storage-names.ts';
import { deleteSubscription } from '../../lib/subscriptions/deciding/delete-subscription.ts';
import type { Installation } from './connect.ts';
import { copySecrets } from './copy-secrets.ts';
import { folderArchive } from './folder-archive.ts';

/** What the command line gave beside the command's name. */
export type Given = {
  readonly folder: string | undefined;
  readonly key: string | undefined;
  readonly keep: number | undefined;
  readonly oid: string | undefined;
  readonly from: string | undefined;
};

export type Command = (installation: Installation, given: Given) => Promise<unknown>;

/** Moves of the data's form that this release brings; none yet. */
const MIGRATIONS: readonly Migration[] = [];

const RINGS: Readonly<Record<string, string>> = { session: 'session-keys', picture: 'picture-keys' };
const SCOPE = { tables: Object.values(TABLES), containers: Object.values(BLOBS) };

export const COMMANDS: Readonly<Record<string, Command>> = {
  'back-up': ({ storage, settings }, given) =>
    backUp(
      { storage, clock: systemClock, installation: settings.installation },
      folderArchive(required(given.folder, '--folder')),
      SCOPE,
    ),

  async restore({ storage }, given) {
    await storage.ensure({ ...SCOPE, queues: Object.values(QUEUES) });
    return await restore(
      { storage, markTable: TABLES.cursor },
      folderArchive(required(given.folder, '--folder')),
    );
  },

  'copy-secrets': ({ vault }, given) => copySecrets(vault(vaultAddress(given.from)), vault()),

  async rotate({ storage, secrets, keyWrapper }, given) {
    const key = required(given.key, '--key');
    if (key === 'envelope') return await rewrapDataKeys(storage.table(TABLES.tokens), keyWrapper);
    const ring = RINGS[key];
    if (!ring)
      throw new DomainError('BAD_REQUEST', { detail: 'The keys are session, picture and envelope.' });
    return await rotateRing(secrets, ring, given.keep);
  },

  async migrate({ storage }) {
    const results: Record<string, unknown> = {};
    for (const migration of MIGRATIONS) {
      const tables = { table: storage.table(migration.table), positions: storage.table(TABLES.cursor) };
      let progress = await migrateSlice(tables, migration);
      while (!progress.done) progress = await migrateSlice(tables, migration);
      results[migration.id] = progress;
    }
    return results;
  },

  async erase({ app, settings, storage }, given) {
    const owner = parseOwner(settings.tenantId, required(given.oid, '--oid'));
    if (!owner) throw new DomainError('BAD_REQUEST', { detail: 'The object id of a person is a GUID.' });
    return await erasePerson(
      {
        ...app,
        deleteSubscription: (of, id) => deleteSubscription(app, of, id),
        ...erasedTables(storage),
      },
      owner,
    );
  },
};

function vaultAddress(given: string | undefined): string {
  const address = required(given, '--from');
  if (!/^https:\/\/[a-z0-9-]+\.vault\.[a-z.]+\/?$/.test(address))
    throw new DomainError('BAD_REQUEST', {
      detail: '--from is the address of a vault, such as https://kv-name.vault.azure.net',
    });
  return address;
}

function required(value: string | undefined, option: string): string {
  if (!value) throw new DomainError('BAD_REQUEST', { detail: `${option} is missing.` });
  return value;
}
