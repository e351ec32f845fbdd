import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { Epochs } from '../identity/epochs.ts';
import { readOwner } from '../identity/principal.ts';
import type { Log } from '../log.ts';
import type { Settings } from '../settings.ts';
import type { AppDirectory, DirectoryApp } from './app-directory.ts';
import type { Audit } from './audit.ts';
import { appSpec, completeApp, type StepDone } from './complete-app.ts';
import type { RegistrationLease } from './lease.ts';
import type {
  Backend,
  RegisteredApp,
  Registration,
  Registrations,
  StoredRegistration,
} from './registration.ts';
import type { RegistrationAlarms } from './registration-alarm.ts';

export type RegistrationDependencies = {
  readonly registrations: Registrations;
  readonly lease: RegistrationLease;
  readonly alarms: RegistrationAlarms;
  readonly epochs: Epochs;
  readonly audit: Audit;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
};

type Request = {
  readonly directory: AppDirectory;
  readonly backend: Exclude<Backend, 'adopt'>;
  /** Owner key of the person, or `set-up`. */
  readonly by: string;
};

/**
 * R7–R9: creates the client app in the tenant and saves what identifies it. Each step is looked up before it is made
 * and recorded after, so that registering again goes on where it stopped; an app that was made but not recorded is found
 * by its key, one that was deleted lately is restored. Registering after unregistering takes the same app up again (R21).
 * @throws DomainError TENANT_NOT_SUPPORTED, DIRECTORY_REFUSED, DIRECTORY_UNAVAILABLE, CONFLICT.
 */
export async function register(
  dependencies: RegistrationDependencies,
  request: Request,
): Promise<StoredRegistration> {
  const { registrations, clock, settings } = dependencies;
  const { directory, backend, by } = request;
  const present = await registrations.current();
  if (present?.state === 'registered' && present.backend === backend && present.stepsDone.includes('consent'))
    return present;

  const tenant = await directory.tenant();
  if (!tenant.managed)
    throw new DomainError('TENANT_NOT_SUPPORTED', { detail: `The tenant ${tenant.name} is not managed.` });
  const { etag, ...before } = present ?? { ...NOTHING, backend, etag: undefined };
  const begun: Registration = {
    ...before,
    // A registration that is on stays on until the app that takes over is complete.
    state: before.state === 'registered' ? 'registered' : 'registering',
    cloud: settings.cloudName,
    tenantId: tenant.id,
    tenantName: tenant.name,
    stepsDone: [],
    changedBy: by,
    changedAt: clock.now(),
  };
  const steps = recordSteps(dependencies, await registrations.save(begun, etag));
  await steps.done('tenant');
  const app = await takeUp(directory, settings, before.app ?? before.deleting);
  await steps.done('app', { draft: identify(app) });
  const completed = await completeApp({ ...dependencies, directory }, app, {
    tenantId: tenant.id,
    former: (before.app ?? before.deleting)?.appId === app.appId ? before : undefined,
    done: steps.done,
  });
  const switched = before.app !== undefined && before.app.appId !== app.appId;
  await steps.done('consent', {
    ...completed,
    state: 'registered',
    backend,
    app: identify(app),
    draft: undefined,
    deleting: undefined,
    ...(switched && { firstAdmins: withAdmin(before.firstAdmins, by) }),
  });
  return settle(dependencies, { by, action: 'registration.created', app: identify(app), switched });
}

const NOTHING = {
  state: 'registering',
  app: undefined,
  draft: undefined,
  deleting: undefined,
  commandLineAppId: undefined,
  redirectUrls: [],
  consentAsked: false,
  firstAdmins: [],
} as const;

/** The app that was ours before, brought back where it was deleted; else the one of our key. */
async function takeUp(
  directory: AppDirectory,
  settings: Settings,
  former: RegisteredApp | undefined,
): Promise<DirectoryApp> {
  if (former?.objectId !== undefined) {
    const { appId, objectId } = former;
    const found = (await directory.get(appId)) ?? (await directory.restore({ appId, objectId }));
    if (found) return found;
  }
  return directory.ensureApp(appSpec(settings));
}

/** Writes each step down once it is done. Crash story: cut off before the write, the step is looked up and found. */
export function recordSteps(
  { registrations, clock, log }: Pick<RegistrationDependencies, 'registrations' | 'clock' | 'log'>,
  begun: StoredRegistration,
): { readonly done: StepDone } {
  let registration = begun;
  return {
    async done(step, change = {}) {
      const stepsDone = [...registration.stepsDone.filter((known) => known !== step), step];
      const { etag, ...before } = registration;
      registration = await registrations.save(
        { ...before, ...change, stepsDone, changedAt: clock.now() },
        etag,
      );
      log.info('registration.step', { step });
    },
  };
}

export function identify({ appId, objectId }: DirectoryApp): RegisteredApp {
  return { appId, objectId };
}

/** Whoever switches the app administers on: roles of the former app say nothing in the new one. */
export function withAdmin(firstAdmins: readonly string[], by: string): readonly string[] {
  const oid = readOwner(by)?.oid;
  return oid === undefined ? firstAdmins : [...new Set([...firstAdmins, oid])];
}

/**
 * After an app has become the registered one. Crash story: cut off in here, sessions of a former app last their hours and
 * the audit lacks a line; the registration's own history has it.
 */
export async function settle(
  { registrations, alarms, epochs, audit }: RegistrationDependencies,
  done: {
    readonly by: string;
    readonly action: string;
    readonly app: RegisteredApp;
    readonly switched: boolean;
  },
): Promise<StoredRegistration> {
  if (done.switched) await epochs.raise('installation');
  await alarms.clear();
  await audit.record({ action: done.action, by: done.by, subject: done.app.appId });
  const stored = await registrations.current();
  if (!stored) throw new DomainError('CONFLICT');
  return stored;
}
