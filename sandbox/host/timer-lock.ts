import { hostname } from 'node:os';
import type { BlobLeaseClient, ContainerClient } from '@azure/storage-blob';
import { storageError } from './storage-clients.ts';

export type TimerLockOptions = {
  readonly container: ContainerClient;
  readonly hostId: string;
  readonly timerName: string;
  /** 15 to 60 seconds, in milliseconds. */
  readonly period: number;
};

export type TakenLock = {
  /** The process on this machine whose end freed the lock early. */
  readonly from: number | undefined;
};

type DeadOwner = { readonly pid: number; readonly etag: string };

/**
 * The lease that lets one host at a time run a timer: the blob `locks/<host id>/<timer>.Listener`, as in Azure. In Azure
 * a host that died holds it until it expires; here the lock also names its process, so that a host on the same machine
 * breaks it at once when that process has ended.
 */
export class TimerLock {
  readonly #options: TimerLockOptions;
  #lease: BlobLeaseClient | undefined;

  constructor(options: TimerLockOptions) {
    this.#options = options;
  }

  /** Undefined while another host holds it. */
  async tryTake(): Promise<TakenLock | undefined> {
    await this.#createIfMissing();
    let from: number | undefined;
    try {
      this.#lease = await this.#acquire();
    } catch (error) {
      if (storageError(error).statusCode !== 409) throw error;
      const dead = await this.#deadOwner();
      if (dead === undefined || !(await this.#breakLeaseOf(dead))) return undefined;
      from = dead.pid;
    }
    return (await this.#sign()) ? { from } : undefined;
  }

  /** False when the lease is lost: another host may run the timer now. Rejects when storage is out of reach. */
  async renew(): Promise<boolean> {
    try {
      await this.#lease?.renewLease();
      return this.#lease !== undefined;
    } catch (error) {
      const { statusCode } = storageError(error);
      if (statusCode === 409 || statusCode === 404 || statusCode === 412) return false;
      throw error;
    }
  }

  async release(): Promise<void> {
    const lease = this.#lease;
    this.#lease = undefined;
    if (lease !== undefined) await unlessRefused(() => lease.releaseLease());
  }

  /** Names this process as the owner; false when another host broke the lease before. */
  async #sign(): Promise<boolean> {
    const owner = { owner: hostname(), pid: String(process.pid) };
    const leaseId = this.#lease?.leaseId ?? '';
    return await unlessRefused(() => this.#blob().setMetadata(owner, { conditions: { leaseId } }));
  }

  /** The ETag guards against a host that took the lock meanwhile: signing changes it. */
  async #breakLeaseOf(dead: DeadOwner): Promise<boolean> {
    const lease = this.#blob().getBlobLeaseClient();
    return await unlessRefused(async () => {
      await lease.breakLease(0, { conditions: { ifMatch: dead.etag } });
      this.#lease = await this.#acquire();
    });
  }

  async #acquire(): Promise<BlobLeaseClient> {
    const lease = this.#blob().getBlobLeaseClient();
    await lease.acquireLease(Math.round(this.#options.period / 1000));
    return lease;
  }

  /** The owner when it ran on this machine and runs no more. */
  async #deadOwner(): Promise<DeadOwner | undefined> {
    const { metadata, etag } = await this.#blob().getProperties();
    const pid = Number(metadata?.pid);
    if (metadata?.owner !== hostname() || !Number.isInteger(pid) || pid <= 0 || etag === undefined)
      return undefined;
    // This process's own number belonged to another one before.
    return pid !== process.pid && isRunning(pid) ? undefined : { pid, etag };
  }

  async #createIfMissing(): Promise<void> {
    await this.#options.container.createIfNotExists();
    try {
      await this.#blob().upload('', 0, { conditions: { ifNoneMatch: '*' } });
    } catch (error) {
      const { statusCode } = storageError(error);
      // It is there already, or leased.
      if (statusCode !== 409 && statusCode !== 412) throw error;
    }
  }

  #blob() {
    const { container, hostId, timerName } = this.#options;
    return container.getBlockBlobClient(`locks/${hostId}/${timerName}.Listener`);
  }
}

/** False for what a lease or an ETag refuses. */
async function unlessRefused(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    const { statusCode } = storageError(error);
    if (statusCode === 409 || statusCode === 412) return false;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return typeof error === 'object' && error !== null && Reflect.get(error, 'code') === 'EPERM';
  }
}
