import { announce } from './announce.ts';
import { bodyLimit, parseArguments, readKeys, USAGE } from './command-line.ts';
import { EXIT, errorStack, errorText, HostError } from './host-error.ts';
import { createLog, type HostLog } from './log.ts';
import { readLocalSettings } from './settings.ts';
import { type RunningHost, startHost } from './start-host.ts';

/** What Core Tools set for an app where nothing else does. */
const DEFAULT_ENVIRONMENT = { FUNCTIONS_WORKER_RUNTIME: 'node', AZURE_FUNCTIONS_ENVIRONMENT: 'Development' };

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const args = parseArguments(process.argv.slice(2));
  const output = (line: string) => process.stdout.write(`${line}\n`);
  const log = createLog({ format: args.format, level: args.level, output, now: Date.now });
  watchCrashes(log);
  const stopper = new Stopper(log, args.grace);
  try {
    prepareEnvironment(args.settingsFile);
    const { keys, generated } = readKeys(args.keysFile, process.env);
    const limit = bodyLimit(process.env);
    process.chdir(args.app);
    const host = await startHost({
      ...args,
      settings: process.env,
      keys,
      log,
      now: Date.now,
      bodyLimit: limit,
      onListening: (port) => {
        process.env.WEBSITE_HOSTNAME ??= `localhost:${port}`;
      },
    });
    if (generated && args.auth === 'on') {
      const message = `no master key was given; this one holds until the host stops: ${keys.master}`;
      log.write({ level: 'information', event: 'host.key', message, fields: { masterKey: keys.master } });
    }
    announce(host, log, Date.now());
    stopper.host = host;
  } catch (error) {
    refuse(log, error);
  }
}

function prepareEnvironment(settingsFile: string | undefined): void {
  const given = settingsFile === undefined ? {} : readLocalSettings(settingsFile);
  for (const [name, value] of Object.entries({ ...DEFAULT_ENVIRONMENT, ...given }))
    process.env[name] ??= value;
  const runtime = process.env.FUNCTIONS_WORKER_RUNTIME;
  if (runtime !== 'node') {
    throw new HostError(`FUNCTIONS_WORKER_RUNTIME is "${runtime}"; this host runs node`, EXIT.badUsage);
  }
}

/** Stops the host on a signal; a second one ends the process at once. */
class Stopper {
  host: RunningHost | undefined;
  readonly #log: HostLog;
  readonly #grace: number;
  #signalled = false;

  constructor(log: HostLog, grace: number) {
    this.#log = log;
    this.#grace = grace;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void this.#stop(signal));
  }

  async #stop(signal: string): Promise<void> {
    if (this.#signalled || this.host === undefined)
      process.exit(this.#signalled ? EXIT.graceExceeded : EXIT.stopped);
    this.#signalled = true;
    const host = this.host;
    this.#log.write({ level: 'information', event: 'host.stopping', message: `stopping on ${signal}` });
    setTimeout(() => this.#giveUp(host), this.#grace);
    try {
      await host.stop();
    } catch (error) {
      const message = `an appTerminate hook failed: ${errorStack(error)}`;
      this.#log.write({ level: 'error', event: 'host.terminate-failed', message });
      process.exit(EXIT.appCrashed);
    }
    this.#log.write({ level: 'information', event: 'host.stopped', message: 'stopped' });
    process.exit(EXIT.stopped);
  }

  #giveUp(host: RunningHost): void {
    const names = host.running();
    const message = `stopped after ${this.#grace} ms with functions still running: ${names.join(', ') || 'none'}`;
    this.#log.write({ level: 'error', event: 'host.grace-exceeded', message, fields: { running: names } });
    process.exit(EXIT.graceExceeded);
  }
}

/** The worker ends on what nobody catches, and so does this host: the app's state is not known any more. */
function watchCrashes(log: HostLog): void {
  process.on('uncaughtException', (error) => {
    const message = `the app crashed: ${errorStack(error)}`;
    log.write({ level: 'critical', event: 'host.crashed', message, fields: { error: errorText(error) } });
    process.exit(EXIT.appCrashed);
  });
}

function refuse(log: HostLog, error: unknown): never {
  const known = error instanceof HostError;
  // The stack of what an app's own file threw tells where; the host's own messages need none.
  const cause = known ? error.cause : error;
  const details = cause === undefined ? '' : `\n${errorStack(cause)}`;
  const message = `${errorText(error)}${details}`;
  log.write({ level: 'error', event: 'host.refused', message, fields: { error: errorText(error) } });
  process.exit(known ? error.exitCode : EXIT.appRefused);
}

main().catch((error: unknown) => {
  process.stderr.write(`${errorText(error)}\n`);
  process.exit(error instanceof HostError ? error.exitCode : EXIT.appRefused);
});
