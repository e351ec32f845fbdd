import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAll } from '../scripts/build.ts';
import { portsFrom, takenPort } from './addresses.ts';
import { appSettings } from './app-settings.ts';
import { azuriteConnection, type Child, startAzurite, startFunctionsHost } from './children.ts';
import { ensureAppStorage } from './ensure-storage.ts';
import { startFuncHost } from './func-host.ts';
import { startStandIns } from './stand-ins.ts';
import { printLinks, printStep, say } from './walk-through/print.ts';
import { STEPS, startState } from './walk-through/steps.ts';

const HELP = `npm start            starts everything on loopback and walks through the main job
npm start -- --exit  stops after the walk-through; exit code 0, or 1 naming the step that failed
npm start -- --empty starts with nothing registered, for you to do it by hand
npm start -- --port 8000   uses ports from 8000 on (7071 by default)
npm start -- --data DIR    keeps its state in another folder than .data
npm start -- --no-build    uses what is built already
npm run clean        forgets everything the sandbox has stored`;

const { values: options } = parseArgs({
  options: {
    exit: { type: 'boolean', default: false },
    empty: { type: 'boolean', default: false },
    func: { type: 'boolean', default: false },
    port: { type: 'string', default: process.env.REPORT_TILES_PORT ?? '7071' },
    data: { type: 'string' },
    'no-build': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const root = join(import.meta.dirname, '..');
const closers: (() => Promise<void>)[] = [];
let stopping: Promise<void> | undefined;

/** Ends everything in the reverse order of its start; once, however often it is asked for. */
function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const close of closers.reverse()) await close();
  })();
  return stopping;
}

async function main(): Promise<number> {
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const base = Number(options.port);
  if (!Number.isInteger(base) || base < 1024 || base > 65_000) {
    console.error(`--port ${options.port}: choose a number from 1024 to 65000.`);
    return 1;
  }
  const ports = portsFrom(base);
  const taken = await takenPort(ports);
  if (taken) {
    console.error(
      `Port ${taken.port} (${taken.name}) is taken by another program. Choose others: npm start -- --port ${base + 1000}`,
    );
    return 1;
  }
  if (!options['no-build']) await buildAll();

  const dataFolder = options.data ?? join(root, '.data');
  mkdirSync(join(dataFolder, 'azurite'), { recursive: true });
  const azurite = await startAzurite(ports, join(dataFolder, 'azurite'));
  closers.push(() => azurite.stop());
  const standIns = await startStandIns(ports, dataFolder);
  closers.push(() => standIns.close());
  const storage = azuriteConnection(ports);
  await ensureAppStorage(storage);
  const hostKey = keptKey(join(dataFolder, 'host-key'));
  const settings = appSettings({ addresses: standIns.addresses, storage, tenant: standIns.tenant });
  if (options.func) {
    printLinks(standIns.addresses, hostKey);
    const func = startFuncHost(settings, ports.portal);
    closers.push(() => func.stop());
    return await func.ended;
  }
  const host = await startFunctionsHost({
    port: ports.portal,
    settings,
    hostKey,
    log: join(dataFolder, 'host.log'),
  });
  closers.push(() => host.stop());
  say(`Everything runs on loopback; the functions' log is ${join(dataFolder, 'host.log')}`);

  if (!options.empty) {
    const failed = await Promise.race([walkThrough(standIns, hostKey, dataFolder), endOf(host)]);
    if (failed !== undefined) {
      console.error(failed);
      return 1;
    }
  }
  if (options.exit) return 0;
  printLinks(standIns.addresses, hostKey);
  const ended = await Promise.race([endOf(host), interrupted]);
  if (ended !== undefined) console.error(ended);
  return ended === undefined ? 0 : 1;
}

type StandIns = Awaited<ReturnType<typeof startStandIns>>;

/** Undefined when every step went through; else the sentence that names the one that did not. */
async function walkThrough(
  standIns: StandIns,
  hostKey: string,
  dataFolder: string,
): Promise<string | undefined> {
  const state = startState({
    portalUrl: standIns.addresses.portal,
    hostKey,
    accounts: standIns.accounts,
    powerBi: standIns.powerBi,
    reportServer: standIns.reportServer,
    traces: standIns.traces,
    reportsFolder: join(root, 'sandbox', 'reports'),
    outFolder: join(dataFolder, 'out'),
    readersGroupId: standIns.readersGroupId,
  });
  for (const step of STEPS) {
    const started = performance.now();
    try {
      printStep(step.name, await step.run(state), performance.now() - started);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return `The step "${step.name}" failed: ${reason}\nThe functions' log is ${join(dataFolder, 'host.log')}`;
    }
  }
  return undefined;
}

/** The host only ends by itself when something is wrong, or when somebody killed it. */
async function endOf(host: Child): Promise<string> {
  const { code, signal } = await host.exited;
  if (stopping) return new Promise<string>(() => undefined);
  return `The functions host ended (${signal ?? `exit code ${code}`}). Nothing is lost: npm start goes on where it stopped.`;
}

/** The host key outlives a restart, like everything in the data folder. */
function keptKey(file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const key = randomBytes(24).toString('base64url');
  writeFileSync(file, key, { mode: 0o600 });
  return key;
}

const interrupted = new Promise<undefined>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      resolve(undefined);
      // During the walk-through nothing waits for it: end at once.
      void stopAll().then(() => process.exit(130));
    });
});

let code = 1;
try {
  code = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
} finally {
  await stopAll();
}
process.exit(code);
