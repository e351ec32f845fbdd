/** Of the allocator that is built into resvg, in milliseconds. Source: "Environment Options" of mimalloc. */
const PURGE_DELAY = 'MIMALLOC_PURGE_DELAY';
const KEPT_MILLISECONDS = '60000';

/**
 * Loads resvg. Its allocator gives freed memory back to the system after 10 ms, and each picture after that takes it
 * anew, a page fault for every 4 KB; here it is kept for a minute. The allocator reads its setting from the environment
 * while it is loaded, and only then; a setting of the installation stays.
 */
export async function loadResvg(): Promise<typeof import('@resvg/resvg-js')> {
  if (process.env[PURGE_DELAY] !== undefined) return await import('@resvg/resvg-js');
  process.env[PURGE_DELAY] = KEPT_MILLISECONDS;
  try {
    return await import('@resvg/resvg-js');
  } finally {
    delete process.env[PURGE_DELAY];
  }
}
