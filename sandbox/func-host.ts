import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const windows = process.platform === 'win32';
const PATIENCE_MS = 8000;

export type FuncHost = {
  /** Its exit code. */
  readonly ended: Promise<number>;
  /** Ends it with everything it has started: it runs the app's worker in processes of its own. */
  stop(): Promise<void>;
};

/** Hands over to Azure Functions Core Tools; the stand-ins and Azurite run on beside it until it ends. */
export function startFuncHost(settings: Readonly<Record<string, string>>, port: number): FuncHost {
  const file = join(root, 'local.settings.json');
  if (!existsSync(file))
    writeFileSync(file, JSON.stringify({ IsEncrypted: false, Values: settings }, undefined, 2));
  const func = spawn('func', ['start', '--port', String(port)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...settings },
    // func is a .cmd file on Windows, which only a shell starts; elsewhere it leads a group that ends as a whole.
    shell: windows,
    detached: !windows,
  });
  const ended = new Promise<number>((resolve) => {
    func.once('error', () => {
      console.error(
        'Azure Functions Core Tools are not installed: there is no "func" command. Install them (npm install -g azure-functions-core-tools@4), or use npm start.',
      );
      resolve(1);
    });
    func.once('exit', (code) => resolve(code ?? 1));
  });
  return {
    ended,
    async stop() {
      if (func.pid === undefined || func.exitCode !== null || func.signalCode !== null) return;
      endAll(func.pid, 'SIGTERM');
      const timer = setTimeout(() => endAll(func.pid, 'SIGKILL'), PATIENCE_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

function endAll(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  if (windows) spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
  else process.kill(-pid, signal);
}
