import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Collects what died young, and lets the finalizers of native memory run. */
export type CollectYoungGarbage = () => Promise<void>;

/**
 * A picture's pixels lie in native memory that a finalizer frees, and the collector, which sees only the small object
 * that stands for them, comes late: each new picture then takes fresh memory from the system, page by page, which can
 * take several times as long as drawing, and memory swings by hundreds of megabytes. A collection of the young
 * generation takes a millisecond and gives the same memory to the next pictures.
 *
 * Node has the collector's function in contexts that are made after its flag was set.
 */
export function createYoungGarbageCollector(): CollectYoungGarbage {
  let collect: NodeJS.GCFunction | undefined;
  return async () => {
    collect ??= globalThis.gc ?? collectorOfNewContext();
    collect({ type: 'minor' });
    // Finalizers run when the event loop turns.
    await setImmediate();
  };
}

function collectorOfNewContext(): NodeJS.GCFunction {
  setFlagsFromString('--expose-gc');
  const collect: NodeJS.GCFunction = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  return collect;
}
