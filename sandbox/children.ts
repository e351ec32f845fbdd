import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Ports } from './addresses.ts';

const root = join(import.meta.dirname, '..');

/** Ends a child with its parent, even one that was killed: the channel between them closes then. */
const END_WITH_PARENT =
  "data:text/javascript,process.once('disconnect',()=>process.exit());process.channel.unref()";

/** Azurite's published account, the same on every machine. */
const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

export type Child = {
  readonly process: ChildProcess;
  readonly exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** Asks it to end, then makes it. */
  stop(): Promise<void>;
};

const PATIENCE_MS = 8000;

function child(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Child {
  const started = spawn(process.execPath, ['--import', END_WITH_PARENT, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A Ctrl-C on the terminal goes to the whole group: children end when we say so, in their order.
    detached: process.platform !== 'win32',
  });
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    started.once('exit', (code, signal) => resolve({ code, signal }));
  });
  return {
    process: started,
    exited,
    async stop() {
      if (started.exitCode !== null || started.signalCode !== null) return;
      started.kill('SIGTERM');
      const timer = setTimeout(() => started.kill('SIGKILL'), PATIENCE_MS);
      await exited;
      clearTimeout(timer);
    },
  };
}

/** Resolves when the child has printed what `ready` looks for, and fails with its output when it ends first. */
function readyWhen(started: Child, ready: (output: string) => boolean, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000);
      if (ready(output)) resolve();
    };
    started.process.stdout?.on('data', read);
    started.process.stderr?.on('data', read);
    started.exited.then(({ code, signal }) =>
      reject(new Error(`${name} ended with ${code ?? signal}. It wrote:\n${output}`)),
    );
  });
}

export async function startAzurite(ports: Ports, folder: string): Promise<Child> {
  const script = createRequire(import.meta.url).resolve('azurite/dist/src/azurite.js');
  const flags = [
    ...[
      '--blobPort',
      String(ports.blob),
      '--queuePort',
      String(ports.queue),
      '--tablePort',
      String(ports.table),
    ],
    ...['--location', folder, '--disableTelemetry', '--silent', '--skipApiVersionCheck'],
  ];
  const azurite = child([script, ...flags]);
  await readyWhen(azurite, (output) => (output.match(/successfully listen/g)?.length ?? 0) >= 3, 'Azurite');
  return azurite;
}

export function azuriteConnection(ports: Ports): string {
  const endpoint = (port: number) => `http://127.0.0.1:${port}/${ACCOUNT}`;
  return [
    `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${KEY}`,
    `BlobEndpoint=${endpoint(ports.blob)}`,
    `QueueEndpoint=${endpoint(ports.queue)}`,
    `TableEndpoint=${endpoint(ports.table)}`,
  ].join(';');
}

/**
 * The functions host with the compiled app of this folder; its lines go to the file `log`. A message whose host was
 * killed comes again after 15 seconds rather than ten minutes.
 */
export async function startFunctionsHost(options: {
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly hostKey: string;
  readonly log: string;
}): Promise<Child> {
  const { port, settings, hostKey, log } = options;
  const args = ['--app', root, '--port', String(port), '--queue-invisibility', '00:00:15'];
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    ...settings,
    SANDBOX_HOST_KEY: hostKey,
    SANDBOX_HOST_MASTER_KEY: `${hostKey}-master`,
  };
  const host = child(['sandbox/host/run.ts', ...args], env);
  const file = createWriteStream(log, { flags: 'a' });
  host.process.stdout?.pipe(file, { end: false });
  host.process.stderr?.pipe(file, { end: false });
  await readyWhen(host, (output) => output.includes('Host ready on'), 'The functions host');
  return host;
}
