import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export type SandboxProcess = {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly exited: Promise<number>;
  /** Resolves when the output holds the text; rejects with the output when the process ends before. */
  waitFor(text: string): Promise<void>;
  stop(): Promise<number>;
};

/** `npm start` as a child of a test, with a data folder and ports of its own; `npm test` has built the app before. */
export function startSandbox(options: {
  readonly port: number;
  readonly data: string;
  readonly args?: readonly string[];
}): SandboxProcess {
  const { port, data, args = [] } = options;
  const child = spawn(
    process.execPath,
    ['sandbox/start.ts', '--no-build', '--port', String(port), '--data', data, ...args],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}` },
    },
  );
  let output = '';
  const listeners = new Set<() => void>();
  const read = (chunk: Buffer) => {
    output += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const exited = new Promise<number>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 128 : 1)));
  });
  return {
    process: child,
    output: () => output,
    exited,
    waitFor: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!output.includes(text)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        void exited.then((code) =>
          reject(new Error(`npm start ended with ${code} before it wrote "${text}":\n${output}`)),
        );
      }),
    async stop() {
      child.kill('SIGINT');
      return exited;
    },
  };
}

export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'report-tiles-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
