import { run } from './run.ts';

/** Everything that reads the code without running it. */
export async function check(): Promise<boolean> {
  const results = [
    await run('types', 'tsc', ['-p', '.']),
    await run('types of the portal', 'tsc', ['-p', 'portal']),
    await run('format and lint', 'biome', ['check', '.']),
    await run('arrows', 'depcruise', [
      '--config',
      '.dependency-cruiser.mjs',
      'lib',
      'functions',
      'portal',
      'probe',
      'sandbox',
      'scripts',
    ]),
    await run('unused', 'knip', []),
  ];
  return results.every((passed) => passed);
}

if (import.meta.main) process.exit((await check()) ? 0 : 1);
