import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ContenderName } from './contender.ts';

/** A contender in a process of its own, so that no one pays for the memory of another or draws on what it left. */
export interface WarmContender {
  readonly name: ContenderName;
  /** Milliseconds of the next picture. */
  draw(): Promise<number>;
  close(): Promise<void>;
}

export async function startWarm(name: ContenderName): Promise<WarmContender> {
  const child = fork(join(import.meta.dirname, 'warm-pictures.ts'), [name]);
  await answerOf(child);
  return {
    name,
    async draw() {
      child.send('draw');
      const { ms } = await answerOf(child);
      if (ms === undefined) throw new Error(`${name} drew nothing.`);
      return ms;
    },
    async close() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** @throws when the process ends before it answers */
async function answerOf(child: ChildProcess): Promise<{ readonly ms?: number }> {
  const ended = new AbortController();
  const onClose = () => ended.abort(new Error('The process of a contender ended.'));
  child.once('exit', onClose);
  try {
    const [answer]: { readonly ms?: number }[] = await once(child, 'message', { signal: ended.signal });
    return answer ?? {};
  } finally {
    child.off('exit', onClose);
  }
}
