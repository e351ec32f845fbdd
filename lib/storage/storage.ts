import type { Blobs } from './blobs.ts';
import type { Queue } from './queue.ts';
import type { Table } from './table.ts';

/**
 * One storage account, or its stand-in. Nothing is created here: `ensure` is a step of its own at start and
 * deployment.
 */
export interface Storage {
  table(name: string): Table;
  queue(name: string): Queue;
  blobs(container: string): Blobs;
  /** Creates the tables, queues and containers that are missing; repeatable, also from several processes at once. */
  ensure(names: StorageNames): Promise<void>;
}

export type StorageNames = {
  readonly tables: readonly string[];
  readonly queues: readonly string[];
  readonly containers: readonly string[];
};
