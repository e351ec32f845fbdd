import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../../errors.ts';
import type { Limiter } from '../../limits/limiter.ts';
import { foldCase } from '../../storage/keys.ts';
import { MOST_AT_ONCE } from '../http/node-transport.ts';
import type { ReportServerId } from '../server.ts';

const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 250;

/** Keeps one account of a report server at no more requests at once than it takes, over all instances of the app. */
export interface RequestSlots {
  /**
   * Does work that sends one request at a time; it ends before the lease of a place does.
   * @throws DomainError REPORT_SERVER_BUSY where no place got free in 20 seconds
   */
  run<T>(server: ReportServerId, account: string, work: () => Promise<T>): Promise<T>;
}

export function requestSlots(limiter: Limiter): RequestSlots {
  return {
    async run(server, account, work) {
      const hash = createHash('sha256').update(foldCase(account)).digest('hex').slice(0, 16);
      const deadline = performance.now() + PATIENCE_MS;
      for (;;) {
        const slot = await limiter.take(`report-server ${server} ${hash}`, MOST_AT_ONCE);
        if (slot !== undefined) {
          try {
            return await work();
          } finally {
            await limiter.give(slot);
          }
        }
        if (performance.now() > deadline) throw new DomainError('REPORT_SERVER_BUSY');
        await sleep(LOOK_AGAIN_MS);
      }
    },
  };
}
