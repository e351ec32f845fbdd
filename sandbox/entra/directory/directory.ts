import type { SandboxClock } from '../../shared/clock.ts';
import { openStateFile } from '../../shared/state-file.ts';
import { initialDirectory, type TenantSeed } from './seed.ts';
import type { Application, DirectoryState, ServicePrincipal, User } from './types.ts';

/**
 * The tenant's directory. Entra signs people and applications in from it, Graph reads and changes it; both work on
 * the same object, so that what Graph changes counts at the next sign-in.
 */
export type Directory = {
  readonly state: DirectoryState;
  readonly clock: SandboxClock;
  save(): Promise<void>;
};

export async function openDirectory(options: {
  readonly seed: TenantSeed;
  readonly clock: SandboxClock;
  readonly dataFolder: string | undefined;
}): Promise<Directory> {
  const { state, save } = await openStateFile<DirectoryState>({
    name: 'directory',
    dataFolder: options.dataFolder,
    initial: () => initialDirectory(options.seed, options.clock.now()),
  });
  return { state, save, clock: options.clock };
}

export function timestamp(directory: Directory): string {
  return new Date(directory.clock.now()).toISOString();
}

export function findApplication(directory: Directory, appId: string): Application | undefined {
  return directory.state.applications.find((application) => application.appId === appId.toLowerCase());
}

export function findPrincipal(directory: Directory, id: string): ServicePrincipal | undefined {
  return directory.state.servicePrincipals.find((principal) => principal.id === id.toLowerCase());
}

export function findPrincipalByAppId(directory: Directory, appId: string): ServicePrincipal | undefined {
  return directory.state.servicePrincipals.find((principal) => principal.appId === appId.toLowerCase());
}

/** By object id or user principal name. */
export function findUser(directory: Directory, idOrName: string): User | undefined {
  const wanted = idOrName.toLowerCase();
  return directory.state.users.find(
    (user) => user.id === wanted || user.userPrincipalName.toLowerCase() === wanted,
  );
}

/** What can sign people in or itself: an application of the tenant, or a client of Microsoft's own. */
export type Client = {
  readonly appId: string;
  readonly displayName: string;
  readonly application?: Application;
  readonly web: readonly string[];
  readonly spa: readonly string[];
  readonly publicClient: readonly string[];
  /** Flows without a redirect URI, such as the device code's, need no credential. */
  readonly allowsPublicFlows: boolean;
};

export function findClient(directory: Directory, appId: string): Client | undefined {
  const application = findApplication(directory, appId);
  if (application !== undefined) {
    return {
      appId: application.appId,
      displayName: application.displayName,
      application,
      web: application.web.redirectUris,
      spa: application.spa.redirectUris,
      publicClient: application.publicClient.redirectUris,
      allowsPublicFlows: application.isFallbackPublicClient === true,
    };
  }
  const principal = findPrincipalByAppId(directory, appId);
  const publicClient = principal?.published?.publicClientRedirectUris;
  if (principal === undefined || publicClient === undefined) return undefined;
  const { displayName } = principal;
  return { appId: principal.appId, displayName, web: [], spa: [], publicClient, allowsPublicFlows: true };
}
