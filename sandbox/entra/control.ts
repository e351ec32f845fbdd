import { type BaseControl, baseControl } from '../shared/traffic.ts';
import { AADSTS } from './aadsts.ts';
import type { EntraContext } from './context.ts';
import { addPassword, createApplication, createPrincipal } from './directory/applications.ts';
import { findUser } from './directory/directory.ts';
import type { ApplicationSettings, DirectoryState, User } from './directory/types.ts';

type Person = {
  /** Object id or user principal name. */
  readonly user: string;
};

/** What tests do to the tenant behind everybody's back. */
export type EntraControl = BaseControl & {
  /** The next calls of the token endpoint are refused with this AADSTS number, without effect unless said otherwise. */
  failNextToken(options: {
    readonly aadsts: number;
    readonly times?: number;
    readonly effect?: 'before' | 'after';
    readonly retryAfterSeconds?: number;
  }): Promise<void>;
  /** Ends the person's browser sessions and refuses every refresh token issued so far (AADSTS50173). */
  revokeUser(person: Person): Promise<void>;
  disableUser(person: Person): Promise<void>;
  enableUser(person: Person): Promise<void>;
  deleteUser(person: Person): Promise<void>;
  /** App role values that the person holds in every application that defines them. */
  setAppRoles(options: Person & { readonly appRoles: readonly string[] }): Promise<void>;
  /** `automatic` records a person's consent unasked, `ask` shows the page, `admin-only` lets administrators consent. */
  setUserConsent(options: { readonly mode: DirectoryState['userConsent'] }): Promise<void>;
  /** Takes back all delegated permissions of an application, whoever gave them. */
  withdrawConsent(options: { readonly appId: string }): Promise<void>;
  /** Registers an application without Graph, with a service principal and, where asked for, a secret. */
  registerApplication(
    settings: Partial<ApplicationSettings> & { readonly displayName: string; readonly withSecret?: boolean },
  ): Promise<{ readonly appId: string; readonly objectId: string; readonly secretText?: string }>;
  people(): Promise<readonly Pick<User, 'id' | 'displayName' | 'userPrincipalName' | 'accountEnabled'>[]>;
};

export function entraControl(entra: EntraContext): EntraControl {
  const { directory, traffic, clock } = entra;
  const personOf = ({ user }: Person): User => {
    const found = findUser(directory, user);
    if (found === undefined) throw new Error(`No person '${user}' in the tenant.`);
    return found;
  };
  const change = async (person: Person, apply: (user: User) => void): Promise<void> => {
    apply(personOf(person));
    await directory.save();
  };
  return {
    ...baseControl(traffic, clock),
    failNextToken: async ({ aadsts, ...fault }) => {
      if (AADSTS[aadsts] === undefined) throw new Error(`The Entra stand-in knows no AADSTS${aadsts}.`);
      traffic.failNext({ ...fault, operation: 'token', code: String(aadsts) });
    },
    revokeUser: async (person) => {
      const user = personOf(person);
      user.signInSessionsValidFromDateTime = new Date(clock.now()).toISOString();
      await entra.artifacts.revoke(user.id);
      await directory.save();
    },
    disableUser: (person) => change(person, (user) => Object.assign(user, { accountEnabled: false })),
    enableUser: (person) => change(person, (user) => Object.assign(user, { accountEnabled: true })),
    deleteUser: async (person) => {
      const { id } = personOf(person);
      directory.state.users = directory.state.users.filter((user) => user.id !== id);
      await directory.save();
    },
    setAppRoles: ({ appRoles, ...person }) => change(person, (user) => Object.assign(user, { appRoles })),
    setUserConsent: async ({ mode }) => {
      directory.state.userConsent = mode;
      await directory.save();
    },
    withdrawConsent: async ({ appId }) => {
      const ids = directory.state.servicePrincipals.filter((p) => p.appId === appId).map((p) => p.id);
      const grants = directory.state.oauth2PermissionGrants;
      directory.state.oauth2PermissionGrants = grants.filter((grant) => !ids.includes(grant.clientId));
      await directory.save();
    },
    registerApplication: async ({ withSecret, ...settings }) => {
      const application = createApplication(directory, settings, []);
      createPrincipal(directory, application, []);
      const secretText = withSecret === true ? addPassword(directory, application, {}).secretText : undefined;
      await directory.save();
      return {
        appId: application.appId,
        objectId: application.id,
        ...(secretText !== undefined && { secretText }),
      };
    },
    people: async () =>
      directory.state.users.map(({ id, displayName, userPrincipalName, accountEnabled }) => ({
        id,
        displayName,
        userPrincipalName,
        accountEnabled,
      })),
  };
}
