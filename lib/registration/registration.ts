import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { CloudName } from '../clouds.ts';
import { DomainError } from '../errors.ts';
import type { EntraApp } from '../identity/entra.ts';
import type { Cells, StoredRow, Table } from '../storage/table.ts';

export const BACKENDS = ['managed-identity', 'adopt', 'admin-sign-in'] as const;
export type Backend = (typeof BACKENDS)[number];

export const STEPS = [
  'tenant',
  'app',
  'api',
  'service-principal',
  'credential',
  'command-line',
  'consent',
] as const;
export type RegistrationStep = (typeof STEPS)[number];

const STATES = ['registering', 'registered', 'unregistered'] as const;
/**
 * `registering`: some steps are done; registering again goes on with the rest. `registered`. `unregistered`: the Power
 * BI integration has ended, people still sign in to the portal with the same app (R18).
 */
export type RegistrationState = (typeof STATES)[number];

/** An app in Entra; the object id is known where we may manage it. */
export type RegisteredApp = { readonly appId: string; readonly objectId: string | undefined };

export type Registration = {
  readonly state: RegistrationState;
  readonly backend: Backend;
  readonly cloud: CloudName;
  readonly tenantId: string;
  readonly tenantName: string;
  /** The app that people sign in with. It was complete once, and stays until another one is. */
  readonly app: RegisteredApp | undefined;
  /** The app that is being made or changed; it becomes `app` with the last step. */
  readonly draft: RegisteredApp | undefined;
  /** The app that is being deleted in Entra: nobody signs in with it any more. */
  readonly deleting: RegisteredApp | undefined;
  readonly commandLineAppId: string | undefined;
  /** Those of ours that the app has; others may stand beside them in Entra. */
  readonly redirectUrls: readonly string[];
  readonly stepsDone: readonly RegistrationStep[];
  /** Where an administrator consents in the browser, when the directory would not take our word. */
  readonly consentAsked: boolean;
  /** Oids of the accounts that entered through the set-up link or switched the app: administrators beside the app role. */
  readonly firstAdmins: readonly string[];
  readonly changedBy: string;
  readonly changedAt: Temporal.Instant;
};

export type StoredRegistration = Registration & { readonly etag: string };

export interface Registrations {
  current(): Promise<StoredRegistration | undefined>;
  /**
   * Insert-only without `etag`, by ETag with it: two administrators at once never undo each other's step. A history row
   * is written with it, all or nothing.
   * @throws DomainError CONFLICT.
   */
  save(registration: Registration, etag: string | undefined): Promise<StoredRegistration>;
}

const PARTITION = 'registration';
const KEY = { partitionKey: PARTITION, rowKey: 'current' } as const;
const LAST_MILLISECOND = 9_999_999_999_999;

/** One row, and beside it one row for each change, newest first. */
export function tableRegistrations(table: Table): Registrations {
  async function current(): Promise<StoredRegistration | undefined> {
    const row = await table.get(KEY);
    return row && fromRow(row);
  }

  return {
    current,
    async save(registration, etag) {
      const cells = toCells(registration);
      const row = { ...KEY, cells };
      const inverted = String(LAST_MILLISECOND - registration.changedAt.epochMilliseconds).padStart(13, '0');
      const history = {
        partitionKey: PARTITION,
        rowKey: `history|${inverted}|${crypto.randomUUID()}`,
        cells,
      };
      const outcome = await table.batch([
        etag === undefined ? { kind: 'insert', row } : { kind: 'replace', row, etag },
        { kind: 'insert', row: history },
      ]);
      // A batch answers with no ETag: what stands now is read, and is ours if the answer to it was lost.
      const stored = await current();
      if (stored && (outcome.ok || JSON.stringify(toCells(stored)) === JSON.stringify(cells))) return stored;
      throw new DomainError('CONFLICT', {
        detail: 'Somebody else changed the registration at the same time.',
      });
    },
  };
}

/** The app people sign in to the portal with; stays after unregistering. */
export function portalApp(registration: Registration | undefined): EntraApp | undefined {
  if (!registration?.app) return undefined;
  return { tenantId: registration.tenantId, appId: registration.app.appId };
}

/** @throws DomainError NOT_REGISTERED unless the Power BI integration is on. */
export function powerBiApp(registration: Registration | undefined): EntraApp {
  const app = registration?.state === 'registered' ? portalApp(registration) : undefined;
  if (!app) throw new DomainError('NOT_REGISTERED');
  return app;
}

const listSchema = z.array(z.string());
const appSchema = z.object({ appId: z.string(), objectId: z.string().optional() });

function toCells(registration: Registration & { readonly etag?: string }): Cells {
  const {
    etag: _,
    app,
    draft,
    deleting,
    redirectUrls,
    stepsDone,
    firstAdmins,
    changedAt,
    ...plain
  } = registration;
  const json = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value));
  return {
    ...plain,
    app: json(app),
    draft: json(draft),
    deleting: json(deleting),
    redirectUrls: json(redirectUrls),
    stepsDone: json(stepsDone),
    firstAdmins: json(firstAdmins),
    changedAt: changedAt.toString(),
  };
}

function fromRow({ cells, etag }: StoredRow): StoredRegistration {
  const text = (name: string) => String(cells[name] ?? '');
  const optional = (name: string) => (cells[name] === undefined ? undefined : String(cells[name]));
  const list = (name: string) => listSchema.parse(JSON.parse(text(name) || '[]'));
  const appOf = (name: string): RegisteredApp | undefined => {
    const value = optional(name);
    if (value === undefined) return undefined;
    const { appId, objectId } = appSchema.parse(JSON.parse(value));
    return { appId, objectId };
  };
  return {
    state: STATES.find((known) => known === cells.state) ?? 'registering',
    backend: BACKENDS.find((known) => known === cells.backend) ?? 'managed-identity',
    cloud: text('cloud') as CloudName,
    tenantId: text('tenantId'),
    tenantName: text('tenantName'),
    app: appOf('app'),
    draft: appOf('draft'),
    deleting: appOf('deleting'),
    commandLineAppId: optional('commandLineAppId'),
    redirectUrls: list('redirectUrls'),
    stepsDone: list('stepsDone').filter((step): step is RegistrationStep =>
      STEPS.some((known) => known === step),
    ),
    consentAsked: cells.consentAsked === true,
    firstAdmins: list('firstAdmins'),
    changedBy: text('changedBy'),
    changedAt: Temporal.Instant.from(text('changedAt')),
    etag,
  };
}
