import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAll } from './build.ts';
import { check } from './check.ts';
import { toolScript } from './run.ts';

const root = join(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { long: { type: 'boolean', default: false } },
});

/** Checks, builds and runs every test; with names, only the tests whose path holds one of them. */
async function main(): Promise<number> {
  const failures = positionals.length > 0 ? [] : await check();
  await buildAll();
  const vitest = spawn(process.execPath, [toolScript('vitest'), 'run', ...positionals], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      // Tests start a process of ours some hundred times: each finds the sources compiled.
      NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled'),
      ...(values.long && { REPORT_TILES_LONG: '1' }),
    },
  });
  const code = await new Promise<number>((resolve) => vitest.on('close', (exit) => resolve(exit ?? 1)));
  // Said again where a person looks: thousands of lines lie between.
  for (const failure of failures) console.error(failure);
  return failures.length === 0 ? code : code || 1;
}

process.exit(await main());
