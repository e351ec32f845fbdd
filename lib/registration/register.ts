import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import { callbackUrl } from '../identity/sign-in.ts';
import type { Log } from '../log.ts';
import { POWER_BI_PERMISSIONS, POWER_BI_RESOURCE } from '../power-bi/scopes.ts';
import type { Settings } from '../settings.ts';
import type { AppDirectory, AppSpec, DirectoryApp } from './app-directory.ts';
import type { Audit } from './audit.ts';
import type { Registration, RegistrationStep, Registrations, StoredRegistration } from './registration.ts';

export type RegisterDependencies = {
  readonly registrations: Registrations;
  readonly directory: AppDirectory;
  readonly audit: Audit;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * R7–R9: creates the client app in the tenant and saves what identifies it. Each step is looked up before it is made
 * and recorded after, so that registering again goes on where it stopped. An app that was created but not recorded is
 * found by its tag.
 * @throws DomainError TENANT_NOT_SUPPORTED, DIRECTORY_REFUSED, DIRECTORY_UNAVAILABLE, CONFLICT.
 */
export async function register(dependencies: RegisterDependencies, by: string): Promise<StoredRegistration> {
  const { registrations, directory, audit, settings, clock, log } = dependencies;
  const present = await registrations.current();
  if (present?.state === 'registered') return present;

  const tenant = await directory.tenant();
  if (!tenant.managed)
    throw new DomainError('TENANT_NOT_SUPPORTED', { detail: `The tenant ${tenant.name} is not managed.` });

  let registration = await registrations.save(
    {
      firstAdmins: [],
      appId: undefined,
      objectId: undefined,
      stepsDone: [],
      consentAsked: false,
      ...present,
      state: 'registering',
      backend: 'managed-identity',
      cloud: settings.cloudName,
      tenantId: tenant.id,
      tenantName: tenant.name,
      redirectUrls: settings.portalUrls.map(callbackUrl),
      changedBy: by,
      changedAt: clock.now(),
    },
    present?.etag,
  );

  const done = async (step: RegistrationStep, change: Partial<Registration> = {}) => {
    const stepsDone = [...registration.stepsDone.filter((known) => known !== step), step];
    const { etag, ...before } = registration;
    registration = await registrations.save(
      { ...before, ...change, stepsDone, changedAt: clock.now() },
      etag,
    );
    log.info('registration.step', { step });
  };

  await done('tenant');
  const app = await ensureApp(directory, specOf(settings));
  await done('app', { appId: app.appId, objectId: app.objectId });
  await directory.exposeApi(app);
  await done('api');
  const servicePrincipal = await directory.ensureServicePrincipal(app.appId);
  await done('service-principal');
  await directory.ensureFederatedCredential(app, {
    name: 'report-tiles',
    issuer: `${settings.cloud.authorityHost}/${tenant.id}/v2.0`,
    subject: settings.identity.principalId,
    audience: settings.cloud.tokenExchangeAudience,
  });
  await done('credential');
  const consent = await directory.grantConsent({
    servicePrincipalId: servicePrincipal.id,
    resource: POWER_BI_RESOURCE,
    names: POWER_BI_PERMISSIONS,
  });
  await done('consent', { state: 'registered', consentAsked: consent === 'asked' });
  await audit.record({ action: 'registration.created', by, subject: app.appId });
  return registration;
}

async function ensureApp(directory: AppDirectory, spec: AppSpec): Promise<DirectoryApp> {
  const present = await directory.findByTag(spec);
  if (!present) return directory.create(spec);
  await directory.setRedirectUrls(present, spec.redirectUrls);
  return present;
}

function specOf(settings: Settings): AppSpec {
  return {
    displayName: settings.installation,
    tag: `report-tiles-${settings.identity.clientId}`,
    redirectUrls: settings.portalUrls.map(callbackUrl),
    permissions: { resource: POWER_BI_RESOURCE, names: POWER_BI_PERMISSIONS },
  };
}
