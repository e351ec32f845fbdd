import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { CloudName } from '../clouds.ts';
import { DomainError } from '../errors.ts';
import type { EntraApp } from '../identity/entra.ts';
import type { Cells, StoredRow, Table } from '../storage/table.ts';

export const BACKENDS = ['managed-identity', 'adopt', 'admin-sign-in'] as const;
export type Backend = (typeof BACKENDS)[number];

export const STEPS = ['tenant', 'app', 'api', 'service-principal', 'credential', 'consent'] as const;
export type RegistrationStep = (typeof STEPS)[number];

/**
 * `registering`: some steps are done; registering again goes on with the rest. `registered`. `unregistered`: the Power
 * BI integration has ended, people still sign in to the portal with the same app (R18).
 */
export type RegistrationState = 'registering' | 'registered' | 'unregistered';

export type Registration = {
  readonly state: RegistrationState;
  readonly backend: Backend;
  readonly cloud: CloudName;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly appId: string | undefined;
  readonly objectId: string | undefined;
  readonly redirectUrls: readonly string[];
  readonly stepsDone: readonly RegistrationStep[];
  /** Where an administrator consents in the browser, when the directory would not take our word. */
  readonly consentAsked: boolean;
  /** Oids of the accounts that entered through the set-up link: administrators beside the app role. */
  readonly firstAdmins: readonly string[];
  readonly changedBy: string;
  readonly changedAt: Temporal.Instant;
};

export type StoredRegistration = Registration & { readonly etag: string };

export interface Registrations {
  current(): Promise<StoredRegistration | undefined>;
  /** Insert-only without `etag`, by ETag with it: two administrators at once never undo each other's step. */
  save(registration: Registration, etag: string | undefined): Promise<StoredRegistration>;
}

const KEY = { partitionKey: 'registration', rowKey: 'current' } as const;

export function tableRegistrations(table: Table): Registrations {
  return {
    async current() {
      const row = await table.get(KEY);
      return row && fromRow(row);
    },
    async save(registration, etag) {
      const row = { ...KEY, cells: toCells(registration) };
      const outcome = await table.write(
        etag === undefined ? { kind: 'insert', row } : { kind: 'replace', row, etag },
      );
      if (outcome.ok) return { ...registration, etag: outcome.etag };
      throw new DomainError('CONFLICT', {
        detail: 'Somebody else changed the registration at the same time.',
      });
    },
  };
}

/** The app people sign in to the portal with; stays after unregistering. */
export function portalApp(registration: Registration | undefined): EntraApp | undefined {
  if (!registration?.appId || registration.state === 'registering') return undefined;
  return { tenantId: registration.tenantId, appId: registration.appId };
}

/** @throws DomainError NOT_REGISTERED unless the Power BI integration is on. */
export function powerBiApp(registration: Registration | undefined): EntraApp {
  const app = registration?.state === 'registered' ? portalApp(registration) : undefined;
  if (!app) throw new DomainError('NOT_REGISTERED');
  return app;
}

const listSchema = z.array(z.string());

function toCells(registration: Registration): Cells {
  return {
    ...registration,
    redirectUrls: JSON.stringify(registration.redirectUrls),
    stepsDone: JSON.stringify(registration.stepsDone),
    firstAdmins: JSON.stringify(registration.firstAdmins),
    changedAt: registration.changedAt.toString(),
  };
}

function fromRow(row: StoredRow): StoredRegistration {
  const { cells, etag } = row;
  const text = (name: string) => String(cells[name] ?? '');
  const optional = (name: string) => (cells[name] === undefined ? undefined : String(cells[name]));
  const list = (name: string) => listSchema.parse(JSON.parse(text(name) || '[]'));
  return {
    state: text('state') as RegistrationState,
    backend: text('backend') as Backend,
    cloud: text('cloud') as CloudName,
    tenantId: text('tenantId'),
    tenantName: text('tenantName'),
    appId: optional('appId'),
    objectId: optional('objectId'),
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
