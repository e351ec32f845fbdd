import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { appSettings } from '../../../sandbox/app-settings.ts';
import { seedTenant } from '../../../sandbox/entra/directory/seed.ts';
import type { Azurite } from '../../support/azurite.ts';

/** A function of the app, and the address it is asked under. */
export const HEALTH = { name: 'health-get', address: 'http://127.0.0.1:7071/api/health' } as const;
export const PAGE = { name: 'zz-portal', address: 'http://127.0.0.1:7071/' } as const;

const ADDRESSES = {
  portal: 'http://127.0.0.1:7071',
  entra: 'http://127.0.0.1:1',
  graph: 'http://127.0.0.1:1',
  keyVault: 'http://127.0.0.1:1',
  powerBi: 'http://127.0.0.1:1',
  fabric: 'http://127.0.0.1:1',
};

/**
 * Milliseconds from starting a process to the answer of its first function.
 * @throws when it does not answer 200
 */
export async function firstResponse(
  folder: string,
  target: { readonly name: string; readonly address: string },
  azurite: Azurite,
): Promise<number> {
  const settings = appSettings({
    addresses: ADDRESSES,
    storage: azurite.connectionString,
    tenant: seedTenant(),
  });
  const worker = join(import.meta.dirname, 'worker.mjs');
  return await untilLine([worker, folder, target.name, target.address], 'answered 200', settings);
}

/** Milliseconds of a Node process that prints a line and does nothing else. */
export async function bareNode(): Promise<number> {
  return await untilLine(['--eval', "process.stdout.write('here\\n')"], 'here', {});
}

async function untilLine(
  args: readonly string[],
  wanted: string,
  settings: Readonly<Record<string, string>>,
): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...settings },
  });
  let output = '';
  return await new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(wanted)) resolve(performance.now() - started);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('close', () => reject(new Error(`The process ended without "${wanted}":\n${output}`)));
  });
}
