import { DomainError } from '../errors.ts';
import type { ManagedIdentity } from '../identity/managed-identity.ts';
import type { Sealer } from '../identity/seal.ts';
import type { Settings } from '../settings.ts';
import type { AdminSignIn } from './admin-sign-in.ts';
import type { AppDirectory } from './app-directory.ts';
import { byHandDirectory } from './by-hand-directory.ts';
import { graphDirectory } from './graph-directory.ts';
import type { Backend } from './registration.ts';

/** With whose rights the directory is changed. */
export type DirectoryChoice = {
  readonly backend: Backend;
  /** Of the administrator's sign-in, from `beginAdminSignIn`. */
  readonly ticket?: string | undefined;
  /** Owner key of the person, or `set-up`: a ticket is good for who began it. */
  readonly by: string;
};

export type Directories = {
  /**
   * @throws DomainError ADMIN_SIGN_IN_REQUIRED without a ticket that is good, ADMIN_SIGN_IN_PENDING, and what the
   *   administrator's sign-in is refused with.
   */
  readonly choose: (choice: DirectoryChoice) => Promise<AppDirectory>;
  /** What the administrator needs to see, and the ticket to go on with. */
  readonly beginAdminSignIn: (by: string) => Promise<{
    readonly userCode: string;
    readonly verificationUrl: string;
    readonly seconds: number;
    readonly intervalSeconds: number;
    readonly ticket: string;
  }>;
};

/**
 * The three ways behind one port. The code of an administrator's sign-in is sealed into a ticket that the browser keeps,
 * so that any instance can go on with it; the token itself never leaves the memory of the one that fetched it.
 */
export function createDirectories(options: {
  readonly settings: Settings;
  readonly managedIdentity: ManagedIdentity;
  readonly adminSignIn: AdminSignIn;
  readonly sealer: Sealer;
}): Directories {
  const { settings, managedIdentity, adminSignIn, sealer } = options;
  const { cloud, tenantId } = settings;
  const withToken = (token: () => Promise<string>) =>
    graphDirectory({ baseUrl: cloud.graphUrl, authorityHost: cloud.authorityHost, tenantId, token });

  async function adminToken({ ticket, by }: DirectoryChoice): Promise<string> {
    const claims = ticket === undefined ? undefined : await sealer.open('device-code', ticket);
    if (!claims || claims.by !== by || typeof claims.deviceCode !== 'string')
      throw new DomainError('ADMIN_SIGN_IN_REQUIRED');
    return adminSignIn.token(claims.deviceCode);
  }

  return {
    async choose(choice) {
      if (choice.backend === 'adopt') return byHandDirectory(settings);
      if (choice.backend === 'managed-identity')
        return withToken(() => managedIdentity.token(cloud.graphAudience));
      const token = await adminToken(choice);
      return withToken(async () => token);
    },
    async beginAdminSignIn(by) {
      const { deviceCode, ...shown } = await adminSignIn.begin();
      return { ...shown, ticket: await sealer.seal('device-code', { deviceCode, by }, shown.seconds) };
    },
  };
}
