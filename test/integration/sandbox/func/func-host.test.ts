import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFuncHost } from '../../../../sandbox/func-host.ts';

// A `func` of our own, which starts a process as the real one does.
const FUNC = `#!/bin/sh
echo $$ > "$FUNC_PIDS"
sleep 300 &
echo $! >> "$FUNC_PIDS"
wait
`;

describe.skipIf(process.platform === 'win32')('func start', () => {
  const before = process.env.PATH ?? '';
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'func-'));
    writeFileSync(join(folder, 'func'), FUNC);
    chmodSync(join(folder, 'func'), 0o755);
    process.env.PATH = `${folder}${delimiter}${before}`;
  });

  afterAll(() => {
    process.env.PATH = before;
    rmSync(folder, { recursive: true, force: true });
  });

  it('ends with everything that func has started', async () => {
    const pids = join(folder, 'pids');
    const func = startFuncHost({ FUNC_PIDS: pids }, 7071);
    await expect
      .poll(() => (existsSync(pids) ? readFileSync(pids, 'utf8').trim().split('\n').length : 0), {
        timeout: 20_000,
      })
      .toBe(2);
    const started = readFileSync(pids, 'utf8').trim().split('\n').map(Number);
    expect(started.map(isAlive)).toEqual([true, true]);
    await func.stop();
    await expect.poll(() => started.map(isAlive), { timeout: 10_000 }).toEqual([false, false]);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
