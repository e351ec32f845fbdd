/** Runs the cases `FIRST … LAST` (seeds) and tells the parent about each; alone it prints them: `node campaign-process.ts 7 7`. */
import { createEngine } from '../../../lib/rdl/engine.ts';
import { RENDERERS } from '../../../lib/rdl/renderers.ts';
import { soundReports } from './corpus.ts';
import { runCase } from './run-case.ts';

export type Message =
  | { readonly seed: number; readonly state: 'begun' }
  | {
      readonly seed: number;
      readonly state: 'ended';
      readonly what: string;
      readonly results: readonly string[];
      /** What was thrown that is no refusal. */
      readonly fault: string | undefined;
      /** Time of the processor, which a busy machine does not lengthen. */
      readonly cpuMs: number;
      /** Highest resident memory of the process so far. */
      readonly megabytes: number;
    };

function tell(message: Message): void {
  if (process.send) process.send(message);
  else console.log(JSON.stringify(message));
}

const [first = 0, last = 0] = process.argv.slice(2).map(Number);
const engine = createEngine({ renderers: RENDERERS });
const reports = soundReports();
for (let seed = first; seed <= last; seed++) {
  tell({ seed, state: 'begun' });
  const before = process.cpuUsage();
  const { what, results, fault } = await outcomeOf(seed);
  const { user, system } = process.cpuUsage(before);
  const megabytes = process.resourceUsage().maxRSS / 1024;
  tell({ seed, state: 'ended', what, results, fault, cpuMs: (user + system) / 1000, megabytes });
}
process.disconnect?.();

async function outcomeOf(seed: number) {
  try {
    return { ...(await runCase(seed, engine, reports)), fault: undefined };
  } catch (error) {
    return {
      what: '',
      results: [],
      fault: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}
