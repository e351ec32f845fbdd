import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { endHosts, startHostProcess } from './host-process.ts';

const text = async (url: string): Promise<string> => (await fetch(url)).text();

describe('an app of CommonJS files', () => {
  let folder: string;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'host-settings-'));
    const settings = join(folder, 'local.settings.json');
    const values = { FROM_SETTINGS: 'from the file', FROM_BOTH: 'from the file' };
    await writeFile(settings, JSON.stringify({ IsEncrypted: false, Values: values }));
    const env = { FROM_BOTH: 'from the environment' };
    url = await startHostProcess('commonjs-app', { env, args: ['--settings', settings] }).ready();
  });
  afterAll(async () => {
    await endHosts();
    await rm(folder, { recursive: true });
  });

  it('is loaded file by file, .mjs by import, in its own folder', async () => {
    expect(await text(`${url}/api/fromCjs`)).toMatch(/commonjs-app$/);
    expect((await fetch(`${url}/api/fromMjs`)).status).toBe(200);
  });

  it('has the settings of the file where the environment holds none', async () => {
    expect(await (await fetch(`${url}/api/fromMjs`)).json()).toEqual({
      file: 'from the file',
      both: 'from the environment',
      host: `localhost:${new URL(url).port}`,
    });
  });

  it('runs its hooks around start and invocations', async () => {
    expect(await (await fetch(`${url}/api/order`)).json()).toEqual(['appStart']);
    expect(await text(`${url}/api/replaced`)).toBe('by the hook');
    expect(await text(`${url}/api/healed`)).toBe('healed after 1 input');
    expect((await fetch(`${url}/api/refused`)).status).toBe(500);
  });

  it('can register nothing once it has started', async () => {
    expect(await text(`${url}/api/late`)).toBe('A function can only be registered during app startup.');
    expect(await text(`${url}/api/logHook`)).toMatch(/Log hooks require/);
  });

  it('has /api before its routes, 404 where it has none, and a page at the root', async () => {
    expect((await fetch(`${url}/order`)).status).toBe(404);
    expect((await fetch(url)).headers.get('content-type')).toBe('text/html');
  });
});

describe('stopping', () => {
  afterEach(endHosts);

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'on %s finishes what runs, takes nothing new, runs appTerminate, exits 0',
    async (signal) => {
      const host = startHostProcess('commonjs-app');
      const url = await host.ready();
      const slow = text(`${url}/api/slow`);
      await host.line((line) => line.message === 'slow began');
      host.signal(signal);
      await host.line((line) => line.event === 'host.stopping');
      await expect(fetch(`${url}/api/order`)).rejects.toThrow();
      expect(await slow).toBe('slow ended');
      expect(await host.exit()).toBe(0);
      expect(host.output()).toContain('terminate hook: kept');
      expect(host.lines.at(-1)?.event).toBe('host.stopped');
    },
  );

  it('exits 3 and names what still ran when its patience is over', async () => {
    const host = startHostProcess('commonjs-app', { args: ['--grace', '00:00:01'] });
    const url = await host.ready();
    const stuck = fetch(`${url}/api/stuck`).catch(() => undefined);
    await host.line((line) => line.message === 'stuck began');
    host.signal('SIGTERM');
    expect(await host.exit()).toBe(3);
    expect(host.lines.at(-1)).toMatchObject({ event: 'host.grace-exceeded', running: ['stuck'] });
    await stuck;
  });

  it('exits 70 when the app throws where nobody catches', async () => {
    const host = startHostProcess('http-app');
    await fetch(`${await host.ready()}/crash`).catch(() => undefined);
    expect(await host.exit()).toBe(70);
    expect(host.lines.at(-1)).toMatchObject({ event: 'host.crashed', error: 'nobody catches this' });
  });
});

describe('an invocation that takes longer than functionTimeout', () => {
  afterEach(endHosts);

  it('has failed for its caller', async () => {
    const env = { AzureFunctionsJobHost__functionTimeout: '00:00:01' };
    const host = startHostProcess('commonjs-app', { env });
    expect((await fetch(`${await host.ready()}/api/slow`)).status).toBe(500);
    const failed = await host.line((line) => line.event === 'invocation.failed');
    expect(failed.message).toContain('functionTimeout of 1000 ms');
  });
});

describe('a start that cannot be', () => {
  it('exits 4 when the port is taken', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const address = blocker.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const host = startHostProcess('commonjs-app', { args: ['--port', String(port)] });
    expect(await host.exit()).toBe(4);
    expect(host.lines.at(-1)?.message).toContain(`127.0.0.1:${port}`);
    blocker.close();
  });

  it('exits 2 for wrong usage, and shows the right one', async () => {
    const host = startHostProcess('commonjs-app', { args: ['--port', 'x'] });
    expect(await host.exit()).toBe(2);
    expect(host.output()).toMatch(/^--port x is no port\n\nnode sandbox\/host\/run\.ts --app FOLDER/);
  });

  it('exits 2 for an app of another language', async () => {
    const host = startHostProcess('commonjs-app', { env: { FUNCTIONS_WORKER_RUNTIME: 'python' } });
    expect(await host.exit()).toBe(2);
  });
});

describe('text for people', () => {
  afterEach(endHosts);

  it('lists functions and says where it serves; --quiet leaves the rest out', async () => {
    const loud = startHostProcess('commonjs-app', { args: ['--log', 'text'] });
    const quiet = startHostProcess('commonjs-app', { args: ['--log', 'text', '--quiet'] });
    const printed = async (host: typeof loud): Promise<string> => {
      while (!host.output().includes('Host ready')) await new Promise((resolve) => setTimeout(resolve, 50));
      return host.output();
    };
    expect(await printed(loud)).toMatch(/info {2}healed +http {3}GET \/api\/healed \(anonymous\)/);
    expect(await printed(quiet)).toMatch(
      /^\S+ info {2}Host ready on http:\/\/127\.0\.0\.1:\d+ \(10 functions\)\n$/,
    );
  });
});
