import { callbackUrl } from '../identity/sign-in.ts';
import { POWER_BI_PERMISSIONS, POWER_BI_RESOURCE } from '../power-bi/scopes.ts';
import type { Settings } from '../settings.ts';
import type { AppDirectory, AppSpec, DirectoryApp } from './app-directory.ts';
import type { RegistrationLease } from './lease.ts';
import type { Registration, RegistrationStep } from './registration.ts';

type Dependencies = {
  readonly directory: AppDirectory;
  readonly lease: RegistrationLease;
  readonly settings: Settings;
};

export type StepDone = (step: RegistrationStep, change?: Partial<Registration>) => Promise<void>;

/** The app that this installation makes for itself: the same key, however often it registers. */
export function appSpec(settings: Settings): AppSpec {
  return {
    key: appKey(settings),
    displayName: settings.installation,
    redirectUrls: settings.portalUrls.map(callbackUrl),
    permissions: { resource: POWER_BI_RESOURCE, names: POWER_BI_PERMISSIONS },
  };
}

function appKey(settings: Settings): string {
  return `report-tiles-${settings.identity.clientId}`;
}

/** What makes the app trust this installation, and only this one in this tenant. */
export function federatedCredential(settings: Settings, tenantId: string) {
  return {
    name: 'report-tiles',
    issuer: `${settings.cloud.authorityHost}/${tenantId}/v2.0`,
    subject: settings.identity.principalId,
    audience: settings.cloud.tokenExchangeAudience,
  };
}

/**
 * Brings an app to the state that sign-in, the API and refreshes need, step by step (R8–R9, R16). Each step looks before
 * it makes and is told once it is done; cut off anywhere, the same steps again do the rest.
 */
export async function completeApp(
  { directory, lease, settings }: Dependencies,
  app: DirectoryApp,
  options: {
    readonly tenantId: string;
    /** What an earlier registration of this app left; nothing where there was none. */
    readonly former: Pick<Registration, 'redirectUrls' | 'commandLineAppId'> | undefined;
    readonly done: StepDone;
  },
): Promise<{ readonly consentAsked: boolean; readonly redirectUrls: readonly string[] }> {
  const { tenantId, former, done } = options;
  const redirectUrls = settings.portalUrls.map(callbackUrl);
  const obsolete = (former?.redirectUrls ?? []).filter((url) => !redirectUrls.includes(url));
  await lease.with(() => directory.changeRedirectUrls(app, { add: redirectUrls, remove: obsolete }));
  await directory.exposeApi(app);
  await done('api', { redirectUrls });

  const servicePrincipal = await directory.ensureServicePrincipal(app.appId);
  await done('service-principal');

  await directory.ensureFederatedCredential(app, federatedCredential(settings, tenantId));
  await done('credential');

  const commandLine = await directory.ensureCommandLine({
    key: `${appKey(settings)}-command-line`,
    displayName: `${settings.installation} command line`,
    api: app,
  });
  await directory.ensureServicePrincipal(commandLine.appId);
  await directory.exposeApi(app, {
    appId: commandLine.appId,
    formerAppId: former?.commandLineAppId,
  });
  await done('command-line', { commandLineAppId: commandLine.appId });

  const consent = await directory.grantConsent({
    servicePrincipalId: servicePrincipal.id,
    resource: POWER_BI_RESOURCE,
    names: POWER_BI_PERMISSIONS,
  });
  return { consentAsked: consent === 'asked', redirectUrls };
}
