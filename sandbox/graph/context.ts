import type { Directory } from '../entra/directory/directory.ts';
import type { BearerResult } from '../shared/bearer.ts';

/** What every part of the Graph stand-in works with. */
export type GraphContext = {
  readonly directory: Directory;
  /** `http://127.0.0.1:<port>`, in place of `https://graph.microsoft.com`. */
  readonly url: string;
  readonly checkBearer: (authorization: string | undefined) => Promise<BearerResult>;
  readonly replication: Replication;
};

/** How long a new object takes until every copy of the directory has it. */
export type Replication = { lagMs: number; readonly since: Map<string, number> };

export function noteCreated({ directory, replication }: GraphContext, id: string): void {
  if (replication.lagMs > 0) replication.since.set(id, directory.clock.now());
}

/** False while the copy that answers does not have the object yet. */
export function isReplicated({ directory, replication }: GraphContext, id: string): boolean {
  const since = replication.since.get(id);
  if (since === undefined) return true;
  if (since + replication.lagMs > directory.clock.now()) return false;
  replication.since.delete(id);
  return true;
}
