/** Looks at everything an installation stands on, and says how to mend what is not well: `npm run doctor`. */
import { parseArgs } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { examine, type Finding } from '../lib/operations/examine.ts';
import { SettingsError } from '../lib/settings/problem.ts';
import { BLOBS, TABLES } from '../lib/storage-names.ts';
import { connect } from './ops/connect.ts';

const { values } = parseArgs({
  options: { settings: { type: 'string' }, json: { type: 'boolean', default: false } },
});

async function findings(): Promise<readonly Finding[]> {
  try {
    const { settings, app, storage, secrets } = connect(values.settings);
    const good = {
      check: 'settings',
      ok: true,
      detail: `${settings.cloudName} cloud, ${settings.portalUrls.join(', ')}`,
    };
    const rest = await examine({
      storage,
      tables: Object.values(TABLES),
      containers: Object.values(BLOBS),
      secrets,
      registrations: app.registrations,
      cloud: settings.cloud,
      tenantId: settings.tenantId,
      kitIsReady: async () => (await app.kits.current()).verifiedAt !== undefined,
      clock: app.clock,
      send: fetch,
      timeAt,
    });
    return [{ ...good, fix: undefined }, ...rest];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const fix = 'Correct the app setting: infra/bicep/modules/functions.bicep makes them.';
    return error.problems.map(({ setting, problem }) => ({
      check: setting,
      ok: false,
      detail: problem,
      fix,
    }));
  }
}

async function timeAt(url: string): Promise<Temporal.Instant | undefined> {
  const date = (await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(15_000) })).headers.get(
    'date',
  );
  return date === null ? undefined : Temporal.Instant.fromEpochMilliseconds(Date.parse(date));
}

const found = await findings();
if (values.json) console.log(JSON.stringify(found, undefined, 2));
else
  for (const { check, ok, detail, fix } of found) {
    console.log(`${ok ? '✓' : '✗'} ${check.padEnd(14)} ${detail}`);
    if (fix) console.log(`  ${''.padEnd(14)} ${fix}`);
  }
process.exitCode = found.every(({ ok }) => ok) ? 0 : 1;
