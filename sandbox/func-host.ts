import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Hands over to Azure Functions Core Tools; the stand-ins and Azurite run on beside it until it ends. */
export async function runFuncHost(settings: Readonly<Record<string, string>>, port: number): Promise<number> {
  const file = join(root, 'local.settings.json');
  if (!existsSync(file))
    writeFileSync(file, JSON.stringify({ IsEncrypted: false, Values: settings }, undefined, 2));
  const func = spawn('func', ['start', '--port', String(port)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...settings },
    shell: process.platform === 'win32',
  });
  return new Promise((resolve) => {
    func.once('error', () => {
      console.error(
        'Azure Functions Core Tools are not installed: there is no "func" command. Install them (npm install -g azure-functions-core-tools@4), or use npm start.',
      );
      resolve(1);
    });
    func.once('exit', (code) => resolve(code ?? 1));
  });
}
