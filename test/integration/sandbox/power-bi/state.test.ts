import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BOB, pinModel, row, SALES, startHarness, tokenFor } from './harness.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'power-bi-'));
});
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function startChild(): Promise<{ url: string; kill: () => Promise<void> }> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./state-child.ts', import.meta.url)), folder],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  children.push(child);
  for await (const line of createInterface(child.stdout)) {
    return {
      url: line,
      kill: async () => {
        const exit = once(child, 'exit');
        child.kill('SIGKILL');
        await exit;
      },
    };
  }
  throw new Error('The stand-in did not start.');
}

function post(url: string, path: string, body: unknown): Promise<Response> {
  return fetch(`${url}/v1.0/myorg${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokenFor(BOB)}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

describe('state in a folder', () => {
  it('survives kill -9: all that was answered is there, whatever was under way', async () => {
    const child = await startChild();
    const model = (await (await post(child.url, `/groups/${SALES}/datasets`, pinModel('Pin'))).json()) as {
      id: string;
    };
    const path = `/groups/${SALES}/datasets/${model.id}/tables/Tile/rows`;
    let answered = 0;
    const pushing = (async () => {
      for (let n = 0; n < 100; n += 1) {
        const rows = [row('2026-11-01T08:00:00Z', { Title: String(n) })];
        const response = await post(child.url, path, { rows }).catch(() => undefined);
        if (response?.status !== 200) return;
        answered += 1;
      }
    })();
    for (let waited = 0; answered < 20 && waited < 5000; waited += 1) await sleep(1);
    expect(answered).toBeGreaterThanOrEqual(20);
    await child.kill();
    await pushing;

    const again = await startHarness({ dataFolder: folder });
    const rows = await again.standIn.control.rows({ modelId: model.id, table: 'Tile' });
    await again.close();
    expect(rows.length).toBeGreaterThanOrEqual(answered);
    expect(rows.length).toBeLessThanOrEqual(answered + 1);
    expect(rows.map((one) => one.Title)).toEqual(rows.map((_, n) => String(n)));
    expect((await readdir(folder)).filter((name) => name === 'power-bi.json')).toHaveLength(1);
  });

  it('is taken up instead of the seed', async () => {
    const first = await startHarness({ dataFolder: folder });
    await first.ask(`POST /groups/${SALES}/dashboards`, { body: { name: 'Kept' } });
    await first.close();
    const second = await startHarness({ dataFolder: folder });
    const { body } = await second.ask(`GET /groups/${SALES}/dashboards`);
    expect(body.value.map((one) => one.displayName)).toContain('Kept');
    await second.standIn.control.reset();
    await second.close();
    const third = await startHarness({ dataFolder: folder });
    const { body: reset } = await third.ask(`GET /groups/${SALES}/dashboards`);
    await third.close();
    expect(reset.value.map((one) => one.displayName)).not.toContain('Kept');
  });
});
