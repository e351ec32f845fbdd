import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A stand-in's whole state: read once, changed in place, written whole. */
export type StateFile<State> = {
  readonly state: State;
  /** Resolves when the state as of this call is on disk; calls that come while a write runs share the next one. */
  save(): Promise<void>;
};

/**
 * Opens `<dataFolder>/<name>.json`, or keeps the state in memory when no folder is given. A process killed at any
 * moment leaves either the old file or the new one, never a half: each write goes to a file beside it and is renamed.
 */
export async function openStateFile<State>(options: {
  readonly name: string;
  readonly dataFolder: string | undefined;
  readonly initial: () => State | Promise<State>;
}): Promise<StateFile<State>> {
  if (options.dataFolder === undefined) return { state: await options.initial(), save: async () => {} };
  const file = join(options.dataFolder, `${options.name}.json`);
  const saved = await readSaved<State>(file);
  const state = saved ?? (await options.initial());
  let running = Promise.resolve();
  let next: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    // What was asked for before this line is in the text; what comes later starts the next write.
    next = undefined;
    running = writeAtomically(file, JSON.stringify(state));
    await running;
  };
  const save = (): Promise<void> => {
    next ??= running.then(write, write);
    return next;
  };
  if (saved === undefined) await save();
  return { state, save };
}

export async function writeAtomically(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${randomUUID()}.tmp`;
  await writeFile(temporary, text, { mode: 0o600 });
  await rename(temporary, file);
}

async function readSaved<State>(file: string): Promise<State | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
