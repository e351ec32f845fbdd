import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Message } from './campaign-process.ts';

/** What a case may cost; the process that it runs in is bounded, too. */
export const LIMITS = { cpuMs: 2_000, megabytes: 512 } as const;

/** A case that says nothing for so long hangs, however busy the machine is. */
const SILENCE_MS = 60_000;
/** Cases of one process: what one leaves behind weighs on the next, as in a server. */
const CASES_OF_A_PROCESS = 1_000;

export type Campaign = {
  readonly cases: number;
  /** How often items were drawn, rows read, and files, items and data refused, by code. */
  readonly counts: Readonly<Record<string, number>>;
  /** Seeds of cases that broke a promise, with how. */
  readonly broken: readonly string[];
  readonly slowestMs: number;
  readonly highestMegabytes: number;
};

/** Runs the cases of the seeds from `first` on, in processes of their own. */
export async function runCampaign(first: number, cases: number): Promise<Campaign> {
  const counts: Record<string, number> = {};
  const broken: string[] = [];
  let slowestMs = 0;
  let highestMegabytes = 0;
  const last = first + cases - 1;
  for (let next = first; next <= last; ) {
    next = await runProcess(next, Math.min(last, next + CASES_OF_A_PROCESS - 1), (ended) => {
      const { seed, what, results, fault, cpuMs, megabytes } = ended;
      for (const result of results) counts[result] = (counts[result] ?? 0) + 1;
      slowestMs = Math.max(slowestMs, cpuMs);
      highestMegabytes = Math.max(highestMegabytes, megabytes);
      if (fault !== undefined) broken.push(`seed ${seed}: ${fault}`);
      if (cpuMs > LIMITS.cpuMs) broken.push(`seed ${seed} took ${Math.round(cpuMs)} ms (${what})`);
      if (megabytes > LIMITS.megabytes)
        broken.push(`seed ${seed} took ${Math.round(megabytes)} MB (${what})`);
    }).catch((error: unknown) => {
      if (!(error instanceof Died)) throw error;
      broken.push(`seed ${error.seed}: ${error.message}`);
      return error.seed + 1;
    });
  }
  return { cases, counts, broken, slowestMs, highestMegabytes };
}

/** The process ended, or was ended, within a case. */
class Died extends Error {
  readonly seed: number;

  constructor(seed: number, message: string) {
    super(message);
    this.seed = seed;
  }
}

type Ended = Extract<Message, { readonly state: 'ended' }>;

/** The seed to go on with. @throws Died */
function runProcess(first: number, last: number, onEnded: (ended: Ended) => void): Promise<number> {
  const script = join(import.meta.dirname, 'campaign-process.ts');
  const child = fork(script, [String(first), String(last)], {
    execArgv: [`--max-old-space-size=${LIMITS.megabytes}`],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    let seed = first;
    let complaint = '';
    let isSilent = false;
    const watch = setTimeout(() => {
      isSilent = true;
      child.kill('SIGKILL');
    }, SILENCE_MS);
    child.stderr?.on('data', (piece) => {
      complaint = `${complaint}${piece}`.slice(-2_000);
    });
    child.on('message', (message: Message) => {
      watch.refresh();
      seed = message.seed;
      if (message.state === 'ended') onEnded(message);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(watch);
      if (code === 0) resolve(last + 1);
      else reject(new Died(seed, isSilent ? 'it hangs' : `the process ended with ${code}: ${complaint}`));
    });
  });
}
