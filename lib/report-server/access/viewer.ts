import { DomainError } from '../../errors.ts';
import type { Owner } from '../../identity/principal.ts';
import { foldCase } from '../../storage/keys.ts';
import type { RestClient } from '../rest/rest-client.ts';
import type { ReportServer } from '../server.ts';
import type { ServerLinks } from './report-servers.ts';
import type { Speaker } from './server-clients.ts';

/** As whom a person's reports are seen and drawn on a server. */
export type Viewer = {
  readonly speaker: Speaker;
  /** The name whose rights are looked up where the server's own account speaks for the person. */
  readonly matchedName: string | undefined;
  /** Version of the secret with what they typed for data sources that ask. */
  readonly sources: string | undefined;
};

/** Groups of Windows that every account which has signed in belongs to. */
const EVERYBODY = ['everyone', 'builtin\\users', 'nt authority\\authenticated users'];
/** Roles that Reporting Services defines and that let a person see a report. */
const SEEING_ROLES = ['browser', 'content manager', 'my reports', 'publisher', 'report builder'];

/** @throws DomainError REPORT_SERVER_NOT_LINKED: also for callers without a person, such as programs */
export async function viewerOf(
  links: Pick<ServerLinks, 'get'>,
  server: ReportServer,
  owner: Owner | undefined,
): Promise<Viewer> {
  const link = owner === undefined ? undefined : await links.get(server.id, owner);
  if (owner === undefined || !link)
    throw new DomainError('REPORT_SERVER_NOT_LINKED', {
      detail: `Your account on "${server.name}" is not known yet. Link it in My Settings.`,
    });
  if (link.kind === 'own') {
    const { account, secretVersion, sources } = link;
    const speaker = { kind: 'person', owner, account, secretVersion } as const;
    return { speaker, matchedName: undefined, sources };
  }
  // The administrator may have taken the permission back: then nobody is known by their name alone.
  if (server.userNamePattern === undefined)
    throw new DomainError('REPORT_SERVER_NOT_LINKED', {
      detail: `"${server.name}" no longer knows people by their names. Link your account there in My Settings.`,
    });
  return { speaker: { kind: 'service' }, matchedName: link.account, sources: link.sources };
}

/**
 * Where the server's account speaks for a person: whether a policy of the report names them. Groups of a domain cannot
 * be looked into from here, so that who sees a report by a group alone has to link their account.
 * @throws DomainError REPORT_SERVER_FORBIDDEN
 */
export async function requireNamed(
  rest: Pick<RestClient, 'policies'>,
  { id, kind }: { readonly id: string; readonly kind: 'Reports' | 'LinkedReports' },
  { matchedName }: Pick<Viewer, 'matchedName'>,
): Promise<void> {
  if (matchedName === undefined) return;
  const names = [...EVERYBODY, foldCase(matchedName)];
  const policies = await rest.policies(id, kind);
  const sees = policies.some(
    ({ GroupUserName, Roles }) =>
      names.includes(foldCase(GroupUserName)) &&
      Roles.some(({ Name }) => SEEING_ROLES.includes(foldCase(Name))),
  );
  if (!sees)
    throw new DomainError('REPORT_SERVER_FORBIDDEN', {
      detail: `No policy of this report names ${matchedName}. Where a group of the domain lets you see it, link your own account in My Settings.`,
    });
}

/** `CONTOSO\{name}` for bob@contoso.com is `CONTOSO\bob`. */
export function matchedAccount(pattern: string, upn: string): string {
  return pattern
    .replaceAll('{upn}', upn)
    .replaceAll('{name}', upn.slice(0, upn.indexOf('@') < 0 ? undefined : upn.indexOf('@')));
}
