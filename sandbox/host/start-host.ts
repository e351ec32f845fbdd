import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { AdminEndpoints } from './admin-endpoints.ts';
import { AppRegistry } from './app-registry.ts';
import { installCoreApi } from './core-api.ts';
import {
  type HostFunction,
  type HttpFunction,
  indexFunctions,
  type TimerFunction,
} from './function-index.ts';
import { FunctionRunner } from './function-runner.ts';
import { errorText, HostError } from './host-error.ts';
import { type HostConfig, readHostConfig } from './host-json.ts';
import { HttpHandler } from './http-handler.ts';
import { HttpServer } from './http-server.ts';
import { Invoker } from './invoker.ts';
import type { HostKeys } from './keys.ts';
import { loadApp } from './load-app.ts';
import type { HostLog } from './log.ts';
import { QueueListener } from './queue-listener.ts';
import { QueueWatch } from './queue-watch.ts';
import { BlobScheduleMonitor, type ScheduleMonitor } from './schedule-status.ts';
import { connectionString, DEFAULT_CONNECTION, type Settings } from './settings.ts';
import { StorageClients } from './storage-clients.ts';
import { timerName } from './timer-data.ts';
import { TimerLock } from './timer-lock.ts';
import { TimerSupervisor } from './timer-supervisor.ts';

export type HostOptions = {
  /** The folder with package.json and host.json. */
  readonly app: string;
  readonly port: number;
  /** A loopback address. */
  readonly address: string;
  /** What the app sees as its environment; the caller has put it there. */
  readonly settings: Settings;
  readonly keys: HostKeys;
  readonly auth: 'on' | 'off';
  readonly log: HostLog;
  readonly now: () => number;
  /** Milliseconds; Azure has ten minutes. */
  readonly queueInvisibility: number;
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly answerTimeout: number;
  /** Bytes. */
  readonly bodyLimit: number;
  /** Called before the app loads, which may read the port from its environment. */
  readonly onListening?: (port: number) => void;
};

export type RunningHost = {
  readonly url: string;
  readonly port: number;
  readonly functions: readonly HostFunction[];
  /** Names of functions that run now. */
  running(): readonly string[];
  /** Takes nothing new, waits for what runs, then runs the appTerminate hooks. */
  stop(): Promise<void>;
  /** Cuts open connections; for when the patience of `stop` is over. */
  cut(): void;
};

interface Listener {
  start(): void;
  stop(): Promise<void>;
}

/**
 * Hosts an app in this process, once: the library keeps the host that it met first. Resolves when functions are indexed
 * and HTTP is served; timers and queues begin in the background. Rejects with a HostError for an app that the real host
 * would refuse, or that needs what this one lacks.
 */
export async function startHost(options: HostOptions): Promise<RunningHost> {
  const { app, settings, log } = options;
  const config = readHostConfig(app, settings);
  noteIgnored(config, log);
  const server = new HttpServer(options);
  const port = await server.listen();
  options.onListening?.(port);
  try {
    const url = `http://${options.address.includes(':') ? `[${options.address}]` : options.address}:${port}`;
    const registry = new AppRegistry();
    installCoreApi(registry, log);
    const loaded = await loadApp(app, registry, log);
    const functions = indexFunctions(registry, config, settings, options.now());
    const host = assemble({ ...options, config, registry, functions, url, streamUri: loaded.httpStreamUri });
    server.serve((request, response) => host.handler.handle(request, response));
    for (const listener of host.listeners) listener.start();
    return {
      url,
      port,
      functions,
      running: () => host.invoker.running,
      stop: () => stop(server, host, registry),
      cut: () => server.cut(),
    };
  } catch (error) {
    server.cut();
    await server.close();
    throw error;
  }
}

type Parts = HostOptions & {
  readonly config: HostConfig;
  readonly registry: AppRegistry;
  readonly functions: readonly HostFunction[];
  readonly url: string;
  readonly streamUri: string | undefined;
};

type Host = {
  readonly invoker: Invoker;
  readonly handler: HttpHandler;
  readonly listeners: readonly Listener[];
};

function assemble(parts: Parts): Host {
  const { config, registry, log, functions } = parts;
  const clients = new StorageClients();
  const watch = new QueueWatch();
  const hostId = hostIdOf(parts.app, parts.settings);
  const invoker = new Invoker({ registry, log, timeout: config.functionTimeout });
  const runner = new FunctionRunner({ invoker, clients, watch, encoding: config.queues.messageEncoding });
  const monitor = lazyMonitor(parts.settings, clients, hostId);
  const admin = new AdminEndpoints({ ...parts, runner, monitor, hostId });
  const handler = new HttpHandler({
    ...parts,
    functions: functions.filter((fn): fn is HttpFunction => fn.kind === 'http'),
    admin,
    runner,
    customHeaders: config.customHeaders,
    homepageDisabled: /^true$/i.test(parts.settings.AzureWebJobsDisableHomepage ?? ''),
  });
  const listeners = functions.flatMap((fn): Listener[] => {
    if (fn.disabled || fn.kind === 'http') return [];
    if (fn.kind === 'timer') return [timerListener(fn, parts, { runner, monitor, clients, hostId })];
    const service = clients.queues(fn.connection);
    return [
      new QueueListener({
        fn,
        service,
        options: config.queues,
        invisibility: parts.queueInvisibility,
        runner,
        watch,
        log,
      }),
    ];
  });
  return { invoker, handler, listeners };
}

type TimerParts = {
  readonly runner: FunctionRunner;
  readonly monitor: ScheduleMonitor;
  readonly clients: StorageClients;
  readonly hostId: string;
};

function timerListener(fn: TimerFunction, parts: Parts, timer: TimerParts): Listener {
  const { config, log, now, settings } = parts;
  let connection: string;
  try {
    connection = connectionString(DEFAULT_CONNECTION, settings);
  } catch (error) {
    throw new HostError(`function "${fn.name}": a timer needs storage: ${errorText(error)}`);
  }
  const container = timer.clients.blobs(connection).getContainerClient('azure-webjobs-hosts');
  const lockPeriod = config.listenerLockPeriod;
  return new TimerSupervisor({
    fn,
    runner: timer.runner,
    monitor: fn.useMonitor ? timer.monitor : undefined,
    log,
    now,
    lock: new TimerLock({ container, hostId: timer.hostId, timerName: timerName(fn), period: lockPeriod }),
    lockPeriod,
    recoveryInterval: config.listenerLockRecoveryPollingInterval,
  });
}

/** An app without timers needs no storage. */
function lazyMonitor(settings: Settings, clients: StorageClients, hostId: string): ScheduleMonitor {
  const monitor = () => {
    const blobs = clients.blobs(connectionString(DEFAULT_CONNECTION, settings));
    return new BlobScheduleMonitor(blobs.getContainerClient('azure-webjobs-hosts'), hostId);
  };
  return {
    read: (timer) => monitor().read(timer),
    write: (timer, status) => monitor().write(timer, status),
  };
}

/** AzureFunctionsWebHost__hostid, else a name made of the machine and the folder: stable from start to start. */
function hostIdOf(app: string, settings: Settings): string {
  const given = settings.AzureFunctionsWebHost__hostid;
  if (given !== undefined && given !== '') return given.toLowerCase();
  const machine = hostname()
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, '');
  return `${machine.slice(0, 20)}-${createHash('sha256').update(app).digest('hex').slice(0, 11)}`;
}

async function stop(server: HttpServer, host: Host, registry: AppRegistry): Promise<void> {
  await Promise.all([server.close(), ...host.listeners.map((listener) => listener.stop())]);
  await host.invoker.idle();
  const context = { hookData: registry.hookData.appLevel, appHookData: registry.hookData.app };
  await registry.runHooks('appTerminate', context);
}

function noteIgnored(config: HostConfig, log: HostLog): void {
  if (config.ignored.length === 0) return;
  const message = `of host.json these have no effect here: ${config.ignored.join(', ')}`;
  log.write({ level: 'debug', event: 'host-json.ignored', message });
}
