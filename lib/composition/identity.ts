import { type CookieNames, cookieNames } from '../http/cookies.ts';
import { bothTokenStores } from '../identity/both-token-stores.ts';
import { tableDataKeys } from '../identity/data-keys.ts';
import type { Entra } from '../identity/entra.ts';
import { envelopeTokenStore } from '../identity/envelope-token-store.ts';
import { type Epochs, tableEpochs } from '../identity/epochs.ts';
import { joseTokenVerifier } from '../identity/id-token.ts';
import { keyVaultTokenStore } from '../identity/key-vault-token-store.ts';
import { msalEntra } from '../identity/msal-entra.ts';
import { type OwnersLeft, tableOwnersLeft } from '../identity/owners-left.ts';
import {
  createPowerBiTokens,
  type PowerBiTokens,
  type TokenDependencies,
} from '../identity/power-bi-tokens.ts';
import type { Principal } from '../identity/principal.ts';
import { tableRedeemLimit } from '../identity/redeem-limit.ts';
import { withServiceTokens } from '../identity/service-tokens.ts';
import { createSessions, type Sessions } from '../identity/session.ts';
import { createSignIn, type SignIn } from '../identity/sign-in.ts';
import { type SignInEndings, tableSignInEndings } from '../identity/sign-in-endings.ts';
import type { TokenStore } from '../identity/token-store.ts';
import { tableUsers, type Users } from '../identity/users.ts';
import { powerBiScopes } from '../power-bi/scopes.ts';
import { isFirstAdmin, setupIsOpen } from '../registration/first-admin.ts';
import { portalApp, powerBiApp } from '../registration/registration.ts';
import { requireServiceOwned } from '../registration/service-owned.ts';
import type { ProxyTokens } from '../report-server/access/server-account.ts';
import type { Table } from '../storage/table.ts';
import { tracedTokens } from '../telemetry/traced-ports.ts';
import type { Foundation } from './foundation.ts';
import type { RegistrationPorts } from './registration.ts';

/** Who calls, their sessions, and their sign-ins to Power BI. */
export type IdentityPorts = {
  readonly cookies: CookieNames;
  readonly sessions: Sessions;
  readonly openSession: Sessions['open'];
  readonly openSetupSession: (cookie: string) => Promise<boolean>;
  readonly verifyBearer: (token: string) => Promise<Principal | undefined>;
  readonly entra: Entra;
  readonly epochs: Epochs;
  readonly signIn: SignIn;
  readonly users: Users;
  readonly ownersLeft: OwnersLeft;
  readonly signInEndings: SignInEndings;
  readonly tokenStore: TokenStore;
  readonly powerBiTokens: PowerBiTokens;
  /** By resource: of the application proxies in front of report servers. */
  readonly proxyTokens: ProxyTokens;
  readonly usedStates: Table;
};

export function identityPorts(foundation: Foundation, registration: RegistrationPorts): IdentityPorts {
  const { shared, table, managedIdentity, sealer } = foundation;
  const { registrations, alarms } = registration;
  const { settings, clock } = shared;
  const { cloud } = settings;
  const verifier = joseTokenVerifier({ cloud, clock });
  const epochs = tableEpochs({ users: table('users'), clock });
  const sessions = createSessions({ sealer, epochs });
  const users = tableUsers(table('users'));
  const entra = msalEntra({
    cloud,
    clientAssertion: () => managedIdentity.token(cloud.tokenExchangeAudience),
  });
  const tokenStore = tokenStoreOf(foundation);
  return {
    cookies: cookieNames(settings.portalUrls[0].startsWith('https://')),
    sessions,
    openSession: sessions.open,
    async openSetupSession(cookie) {
      return (
        (await sessions.openSetup(cookie)) !== undefined && (await setupIsOpen({ registrations, alarms }))
      );
    },
    async verifyBearer(token) {
      const current = await registrations.current();
      const app = portalApp(current);
      const principal = app && (await verifier.bearer(app, token));
      if (principal?.kind !== 'user' || !isFirstAdmin(current, principal.oid)) return principal;
      return { ...principal, roles: [...new Set([...principal.roles, 'Admin' as const])] };
    },
    entra,
    epochs,
    signIn: createSignIn({
      entra,
      health: alarms,
      limit: tableRedeemLimit(table('usedStates'), clock),
      cloud,
      verifier,
      sealer,
      usedStates: table('usedStates'),
      powerBiScopes: powerBiScopes(cloud),
      clock,
    }),
    users,
    ownersLeft: tableOwnersLeft(table('users')),
    signInEndings: tableSignInEndings(table('registration')),
    tokenStore,
    powerBiTokens: tracedTokens(
      tokensOf(foundation, registration, { entra, users, tokenStore }),
      shared.tracer,
    ),
    proxyTokens: proxyTokensOf(foundation, registration, { entra, users, tokenStore }),
    usedStates: table('usedStates'),
  };
}

/** Reads both places, so that an installation may change from one to the other; writes the one that the setting names. */
function tokenStoreOf({ shared, secrets, keyWrapper, table }: Foundation): TokenStore {
  const { settings, clock, log } = shared;
  return bothTokenStores({
    keyVault: keyVaultTokenStore(secrets),
    envelope: envelopeTokenStore({
      table: table('tokens'),
      dataKeys: tableDataKeys({ table: table('tokens'), wrapper: keyWrapper, clock }),
      log,
    }),
    writes: settings.tokenStore,
  });
}

type TokenPorts = Pick<IdentityPorts, 'entra' | 'users' | 'tokenStore'>;

/** In the name of people, by their sign-in to Power BI; the scopes may be another resource's. */
function peoplesTokensOf(
  { shared }: Foundation,
  { registrations, alarms }: RegistrationPorts,
  { entra, users, tokenStore }: TokenPorts,
  { scopes, resource }: Pick<TokenDependencies, 'scopes' | 'resource'>,
): PowerBiTokens {
  const { settings, clock, log } = shared;
  const registeredApp = async () => powerBiApp(await registrations.current());
  return createPowerBiTokens({
    entra,
    store: tokenStore,
    users,
    registeredApp,
    health: alarms,
    scopes,
    resource,
    settings,
    clock,
    log,
  });
}

/** One source a resource, for there are as many as report servers. */
function proxyTokensOf(
  foundation: Foundation,
  registration: RegistrationPorts,
  ports: TokenPorts,
): ProxyTokens {
  const byResource = new Map<string, PowerBiTokens>();
  return (resource) => {
    const present = byResource.get(resource);
    if (present) return present;
    const scopes = [`${resource}/user_impersonation`];
    const made = peoplesTokensOf(foundation, registration, ports, { scopes, resource: 'other' });
    byResource.set(resource, made);
    return made;
  };
}

/** Tokens of people, and of the application itself for subscriptions that the installation owns. */
function tokensOf(foundation: Foundation, registration: RegistrationPorts, ports: TokenPorts): PowerBiTokens {
  const { shared } = foundation;
  const { registrations, alarms, serviceOwned } = registration;
  const { entra } = ports;
  const { settings, clock } = shared;
  const { cloud } = settings;
  const registeredApp = async () => powerBiApp(await registrations.current());
  const scopes = powerBiScopes(cloud);
  const peoplesTokens = peoplesTokensOf(foundation, registration, ports, { scopes, resource: 'power-bi' });
  return withServiceTokens(peoplesTokens, {
    entra,
    registeredApp,
    requireServiceOwned: () => requireServiceOwned(serviceOwned),
    health: alarms,
    scope: `${cloud.powerBiAudience}/.default`,
    clock,
  });
}
