import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const RUN = fileURLToPath(new URL('../../../../sandbox/host/run.ts', import.meta.url));
/** Ends the child with its parent, even one that was killed: the channel between them closes then. */
const END_WITH_PARENT = "data:text/javascript,process.once('disconnect',()=>process.exit())";
const PATIENCE_MS = 20_000;

const Line = z.looseObject({
  time: z.string(),
  level: z.string(),
  event: z.string(),
  message: z.string(),
  function: z.string().optional(),
  invocationId: z.string().optional(),
});
export type HostLine = z.infer<typeof Line>;

export const MASTER_KEY = 'test-master-key';
export const HOST_KEY = 'test-host-key';

export type HostProcess = {
  readonly pid: number;
  /** All events so far. */
  readonly lines: readonly HostLine[];
  /** Everything written, on either stream. */
  output(): string;
  /** Where it serves; waits until it is ready. */
  ready(): Promise<string>;
  /** The first event that fits, past ones included; rejects after `ms`, or when the process ends without it. */
  line(fits: (line: HostLine) => boolean, ms?: number): Promise<HostLine>;
  /** What functions logged, in order. */
  logged(functionName: string): readonly string[];
  /** What a function logged as JSON, in order. */
  values<T>(functionName: string, schema: z.ZodType<T>): readonly T[];
  signal(name: NodeJS.Signals): void;
  /** The exit code; undefined for an end by signal. */
  exit(): Promise<number | undefined>;
};

export type HostProcessOptions = {
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
};

/** The processes that this test file started and that may still run. */
const started = new Set<ChildProcess>();

/** Kills what is left; for afterEach. */
export async function endHosts(): Promise<void> {
  for (const child of started) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
}

/** Starts the host with one of the apps in fixtures/, as its own process on a free port, logging JSON lines. */
export function startHostProcess(fixture: string, options: HostProcessOptions = {}): HostProcess {
  const app = fileURLToPath(new URL(`fixtures/${fixture}`, import.meta.url));
  const args = ['--app', app, '--port', '0', '--log', 'json', ...(options.args ?? [])];
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, RUN, ...args], {
    env: {
      PATH: process.env.PATH,
      SANDBOX_HOST_MASTER_KEY: MASTER_KEY,
      SANDBOX_HOST_KEY: HOST_KEY,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  started.add(child);
  return watch(child);
}

function watch(child: ChildProcess): HostProcess {
  const lines: HostLine[] = [];
  const listeners = new Set<() => void>();
  let output = '';
  let rest = '';
  const read = (chunk: Buffer): void => {
    output += chunk.toString();
    const parts = (rest + chunk.toString()).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) if (part.startsWith('{')) lines.push(Line.parse(JSON.parse(part)));
    for (const listener of listeners) listener();
  };
  child.stdout?.on('data', read);
  child.stderr?.on('data', read);
  let ended = false;
  const exited = new Promise<number | undefined>((resolve) => {
    child.once('close', (code) => {
      ended = true;
      started.delete(child);
      for (const listener of listeners) listener();
      resolve(code ?? undefined);
    });
  });

  const line = (fits: (line: HostLine) => boolean, ms = PATIENCE_MS): Promise<HostLine> =>
    new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        listeners.delete(look);
        settle();
      };
      const look = (): void => {
        const found = lines.find(fits);
        if (found !== undefined) finish(() => resolve(found));
        else if (ended) finish(() => reject(new Error(`the host ended. It wrote:\n${output}`)));
      };
      const timer = setTimeout(
        () => finish(() => reject(new Error(`no such line. It wrote:\n${output}`))),
        ms,
      );
      listeners.add(look);
      look();
    });

  const logged = (name: string): readonly string[] =>
    lines
      .filter((entry) => entry.event === 'function.log' && entry.function === name)
      .map((entry) => entry.message);

  return {
    pid: child.pid ?? 0,
    lines,
    output: () => output,
    ready: async () => z.string().parse((await line((entry) => entry.event === 'host.ready')).url),
    line,
    logged,
    values: (name, schema) => logged(name).map((text) => schema.parse(JSON.parse(text))),
    signal: (name) => child.kill(name),
    exit: () => exited,
  };
}

/** Waits until a condition holds; rejects after `ms` with what `describe` says. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  describe: () => string,
  ms = PATIENCE_MS,
): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it did not come to be: ${describe()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
