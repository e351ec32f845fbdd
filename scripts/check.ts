import { run } from './run.ts';

/** Everything that reads the code without running it; what the failed ones said. */
export async function check(): Promise<readonly string[]> {
  const results = [
    await run('types', 'tsc', ['-p', '.']),
    await run('types of the portal', 'tsc', ['-p', 'portal']),
    await run('format and lint', 'biome', ['check', '.']),
    await run('arrows', 'depcruise', [
      '--config',
      '.dependency-cruiser.mjs',
      'cli',
      'client',
      'lib',
      'functions',
      'portal',
      'probe',
      'sandbox',
      'scripts',
    ]),
    await run('unused', 'knip', []),
  ];
  return results.filter((failure) => failure !== undefined);
}

if (import.meta.main) process.exit((await check()).length === 0 ? 0 : 1);
