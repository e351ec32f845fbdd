import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, temporaryFolder } from '../support/sandbox-process.ts';

const PNG = [0x89, 0x50, 0x4e, 0x47];
const folder = temporaryFolder();

afterAll(() => folder.remove());

/** Ids of the host processes of one sandbox, by the port on their command line. */
function hostsOn(port: number): readonly number[] {
  const list = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' });
  return list
    .split('\n')
    .filter((line) => line.includes('sandbox/host/run.ts') && line.includes(`--port ${port}`))
    .map((line) => Number.parseInt(line, 10));
}

describe('npm start', () => {
  it('names a port that is taken and how to choose others', { timeout: 60_000 }, async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(18_304, '127.0.0.1', resolve));
    const sandbox = startSandbox({ port: 18_300, data: join(folder.path, 'taken') });
    expect(await sandbox.exited).toBe(1);
    expect(sandbox.output()).toContain('Port 18304 (powerBi) is taken');
    expect(sandbox.output()).toContain('--port 19300');
    await new Promise((resolve) => squatter.close(resolve));
  });

  describe('with a host that is killed in the middle', () => {
    const data = join(folder.path, 'killed');
    const port = 18_320;

    beforeAll(async () => {
      const first = startSandbox({ port, data });
      await first.waitFor('publish reports');
      await first.waitFor('sign in ');
      for (const host of hostsOn(port)) process.kill(host, 'SIGKILL');
      const code = await first.exited;
      expect(code).toBe(1);
      expect(first.output()).toMatch(/Nothing is lost: npm start goes on|failed/);
    }, 180_000);

    it('goes on at the next start, pins once, and a scheduled refresh reaches the tile', {
      timeout: 240_000,
    }, async () => {
      const second = startSandbox({ port, data, args: ['--exit'] });
      const code = await second.exited;
      expect(second.output()).toContain('is registered already');
      expect(code, second.output()).toBe(0);
      const picture = readFileSync(join(data, 'out', 'tile.png'));
      expect([...picture.subarray(0, 4)]).toEqual(PNG);
      const state = JSON.parse(readFileSync(join(data, 'power-bi.json'), 'utf8')) as { reports: unknown };
      const pinned = JSON.stringify(state.reports).match(/OrdersToday \(/g) ?? [];
      expect(pinned).toHaveLength(1);
      expect(hostsOn(port)).toEqual([]);
    });
  });
});
