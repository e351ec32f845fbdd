import { describe, expect, it } from 'vitest';
import { CLOUDS } from '../../../lib/clouds.ts';
import { type ExamineDependencies, examine } from '../../../lib/operations/examine.ts';
import { BLOBS, TABLES } from '../../../lib/storage-names.ts';
import { MemoryInstallation, TENANT } from '../../support/memory-installation.ts';

function dependencies(changes: Partial<ExamineDependencies> = {}): ExamineDependencies {
  const { app, storage } = new MemoryInstallation();
  return {
    storage,
    tables: Object.values(TABLES),
    containers: Object.values(BLOBS),
    secrets: { get: async () => undefined },
    registrations: app.registrations,
    cloud: CLOUDS.public,
    tenantId: TENANT,
    kitIsReady: async () => true,
    clock: app.clock,
    send: async (url) => ({ status: url.includes('openid-configuration') ? 200 : 401 }),
    timeAt: async () => app.clock.now(),
    ...changes,
  };
}

const failed = async (changes: Partial<ExamineDependencies>) =>
  (await examine(dependencies(changes))).filter(({ ok }) => !ok);

describe('doctor', () => {
  it('finds a fresh installation well but for its registration, and says how to mend that', async () => {
    const [only, ...others] = await failed({});
    expect(only).toMatchObject({ check: 'registration', fix: expect.stringContaining('set-up link') });
    expect(others).toEqual([]);
  });

  it('tells each thing that fails, with its fix, and looks at the rest all the same', async () => {
    const found = await failed({
      secrets: { get: () => Promise.reject(new Error('403 Forbidden')) },
      send: async () => ({ status: 503 }),
      kitIsReady: async () => false,
    });
    expect(found.map(({ check }) => check)).toEqual([
      'key vault',
      'entra',
      'graph',
      'power bi',
      'registration',
      'template kit',
    ]);
    for (const { fix } of found) expect(fix?.length).toBeGreaterThan(20);
  });

  it('finds a clock that is off by more than five minutes', async () => {
    const { app } = new MemoryInstallation();
    expect(await failed({ timeAt: async () => app.clock.now().add({ minutes: 6 }) })).toContainEqual(
      expect.objectContaining({ check: 'clock', detail: '-360 s off' }),
    );
  });

  it('names the table that does not answer', async () => {
    const { storage } = new MemoryInstallation();
    const broken: ExamineDependencies['storage'] = {
      table(name) {
        if (name === TABLES.runs) throw new Error('no table Runs');
        return storage.table(name);
      },
      queue: (name) => storage.queue(name),
      blobs: (name) => storage.blobs(name),
      ensure: async () => undefined,
    };
    expect(await failed({ storage: broken })).toContainEqual(
      expect.objectContaining({ check: 'tables', detail: 'no table Runs' }),
    );
  });
});
