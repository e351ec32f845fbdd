import { Temporal } from 'temporal-polyfill';
import { type App, createApp } from '../../lib/app.ts';
import { DomainError } from '../../lib/errors.ts';
import { type Owner, parseOwner } from '../../lib/identity/principal.ts';
import type { Log } from '../../lib/log.ts';
import { drivePin, pinMessageSchema } from '../../lib/pins/drive-pin.ts';
import { blobPinPictures } from '../../lib/pins/pin-pictures.ts';
import type { TilePictures } from '../../lib/reports/tile-pictures.ts';
import { parseSettings } from '../../lib/settings.ts';
import { MemoryKeyWrapper } from '../../lib/storage/memory/memory-key-wrapper.ts';
import type { MemoryQueue } from '../../lib/storage/memory/memory-queue.ts';
import { MemorySecrets } from '../../lib/storage/memory/memory-secrets.ts';
import { MemoryStorage } from '../../lib/storage/memory/memory-storage.ts';
import { BLOBS, QUEUES } from '../../lib/storage-names.ts';
import { dispatchDue, dispatchPartition } from '../../lib/subscriptions/firing/dispatch-due.ts';
import { dispatchMessageSchema, refreshMessageSchema } from '../../lib/subscriptions/firing/messages.ts';
import { runRefresh } from '../../lib/subscriptions/running/run-refresh.ts';
import { MemoryTileGateway } from './memory-tile-gateway.ts';
import { TestClock } from './test-clock.ts';

export const TENANT = '7a6f2c1e-5b3d-4e8f-9a0b-1c2d3e4f5a6b';

export const OWNER: Owner = ownerOf('b0000000-0000-4000-8000-00000000000b');

export function ownerOf(oid: string): Owner {
  const owner = parseOwner(TENANT, oid);
  if (!owner) throw new Error(`${oid} is no GUID.`);
  return owner;
}

export const TEST_ENVIRONMENT = {
  AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  KEY_VAULT_URL: 'http://127.0.0.1:9',
  PORTAL_URLS: 'http://127.0.0.1:7071',
  TENANT_ID: TENANT,
  AZURE_CLIENT_ID: '1d000000-0000-4000-8000-0000000000c1',
  IDENTITY_PRINCIPAL_ID: '1d000000-0000-4000-8000-0000000000f1',
} as const;

/** Pictures that name what they show; `refuse` makes the next ones fail. */
export class TestPictures implements TilePictures {
  rendered = 0;
  refuse: DomainError | undefined;

  async render({ itemName }: { readonly itemName: string }) {
    if (this.refuse) throw this.refuse;
    this.rendered += 1;
    return { title: 'Sales', png: new TextEncoder().encode(`${itemName} ${this.rendered}`), warnings: [] };
  }

  async data({ itemName }: { readonly itemName: string }) {
    if (this.refuse) throw this.refuse;
    this.rendered += 1;
    const row = { category: itemName, categoryOrder: 0, series: 'Sales', value: this.rendered };
    return { title: 'Sales', visual: 'lineChart' as const, rows: [row] };
  }

  async placeholder({ text }: { readonly text: string }) {
    return { title: 'Sales', png: new TextEncoder().encode(text), warnings: [] };
  }

  async caption(png: Uint8Array, { stale }: { readonly stale: boolean }) {
    return new TextEncoder().encode(`${new TextDecoder().decode(png)}${stale ? ' (stale)' : ''}`);
  }
}

/** The whole app on memory storage and a clock that is moved by hand, with Power BI and the engine replaced. */
export class MemoryInstallation {
  readonly clock = new TestClock('2026-11-23T07:00:30Z');
  readonly storage = new MemoryStorage(this.clock);
  readonly gateway = new MemoryTileGateway();
  readonly pictures = new TestPictures();
  readonly events: { readonly event: string; readonly fields: Readonly<Record<string, unknown>> }[] = [];
  readonly app: App;
  registered = true;

  constructor() {
    const write: Log['info'] = (event, fields = {}) => void this.events.push({ event, fields });
    const log = { info: write, warn: write, error: write };
    const secrets = new MemorySecrets();
    const settings = parseSettings(TEST_ENVIRONMENT);
    const keyWrapper = new MemoryKeyWrapper();
    const platform = { storage: this.storage, secrets, keyWrapper, log, clock: this.clock };
    const app = createApp(settings, platform);
    this.app = {
      ...app,
      gateway: this.gateway,
      pictures: this.pictures,
      pinPictures: blobPinPictures({
        blobs: this.storage.blobs(BLOBS.pictures),
        owners: app.pinOwners,
        ring: app.pictureKeys,
        pictures: this.pictures,
        baseUrl: settings.portalUrls[0],
      }),
      kits: { ...app.kits, requireTile: async () => ({ workspaceId: 'w', dashboardId: 'd', tileId: 't' }) },
      requireRegistered: async () => {
        if (!this.registered) throw new DomainError('NOT_REGISTERED');
      },
    };
  }

  queue(name: keyof typeof QUEUES): MemoryQueue {
    return this.storage.queue(QUEUES[name]);
  }

  async tick(): Promise<void> {
    await dispatchDue(this.app);
  }

  /** Works off every message that is visible now, as the host would: deleted when it went through, again when not. */
  async work(): Promise<void> {
    const handlers = {
      pinTile: (message: unknown) => drivePin(this.app, pinMessageSchema.parse(message)),
      refreshTile: (message: unknown) => runRefresh(this.app, refreshMessageSchema.parse(message)),
      dispatchDue: (message: unknown) =>
        dispatchPartition(this.app, dispatchMessageSchema.parse(message).partition),
    };
    for (let busy = true; busy; ) {
      busy = false;
      for (const name of ['pinTile', 'dispatchDue', 'refreshTile'] as const) {
        for (const received of this.queue(name).receive({ max: 32, visibilitySeconds: 600 })) {
          busy = true;
          await handlers[name](received.message);
          this.queue(name).delete(received);
        }
      }
    }
  }

  /** Moves the clock in steps of a tick and lets everything happen that is due. */
  async pass(duration: {
    readonly hours?: number;
    readonly minutes?: number;
    readonly seconds?: number;
  }): Promise<void> {
    const end = this.clock.now().add(duration);
    while (Temporal.Instant.compare(this.clock.now(), end) < 0) {
      this.clock.advance({ seconds: 15 });
      await this.tick();
      await this.work();
    }
  }
}
