import { DomainError } from '../../errors.ts';
import type { UserPrincipal } from '../../identity/principal.ts';
import type { ServerLink } from '../access/report-servers.ts';
import { proxyAccount } from '../access/server-account.ts';
import { matchedAccount } from '../access/viewer.ts';
import { nodeTransport } from '../http/node-transport.ts';
import { restClient } from '../rest/rest-client.ts';
import type { ReportServer, ServerAccount } from '../server.ts';
import { type ConnectDependencies, requireServer } from './connect-server.ts';

export type LinkInput =
  | { readonly mode: 'own'; readonly account: string; readonly password: string }
  | { readonly mode: 'matched' }
  /** Behind the application proxy: as whom they are signed in here. */
  | { readonly mode: 'entra' };

/**
 * Links a person to their account on a report server: with its password, which is tried first; by their name where the
 * administrator allows that; or as themselves, where the application proxy signs them in. The secret first, the row that names its version commits; cut off in between, the row
 * names the version before.
 * @throws DomainError REPORT_SERVER_…, FORBIDDEN, NOT_FOUND
 */
export async function linkAccount(
  dependencies: ConnectDependencies,
  person: UserPrincipal,
  { serverId, link }: { readonly serverId: string; readonly link: LinkInput },
): Promise<ServerLink> {
  const { serverLinks, serverPasswords, allowed, clock, log } = dependencies;
  const server = await requireServer(dependencies, serverId);
  if (link.mode === 'matched') {
    if (server.userNamePattern === undefined)
      throw new DomainError('FORBIDDEN', {
        detail: `"${server.name}" does not know people by their names. Link your account there with its password.`,
      });
    const matched: ServerLink = {
      kind: 'matched',
      account: matchedAccount(server.userNamePattern, person.upn),
    };
    await serverLinks.put(server.id, person.owner, matched);
    await serverPasswords.retire(server.id, person.owner);
    return matched;
  }
  const known = accountOf(dependencies, person, { server, link });
  const transport = nodeTransport(server, known, { allowed, nowMs: () => clock.now().epochMilliseconds });
  const { Username } = await restClient(transport, server.portalUrl)
    .me()
    .finally(() => transport.close());
  const secretVersion =
    link.mode === 'own' ? await serverPasswords.store(server.id, person.owner, link.password) : undefined;
  const sources = (await serverLinks.get(server.id, person.owner))?.sources;
  const own: ServerLink = { kind: 'own', account: known.account, knownAs: Username, secretVersion, sources };
  await serverLinks.put(server.id, person.owner, own);
  log.info('report-server.linked', { serverId: server.id });
  return own;
}

function accountOf(
  { proxyTokens }: ConnectDependencies,
  { owner, upn }: UserPrincipal,
  { server, link }: { readonly server: ReportServer; readonly link: Exclude<LinkInput, { mode: 'matched' }> },
): ServerAccount {
  const isProxy = server.auth === 'entra-proxy';
  if (isProxy !== (link.mode === 'entra'))
    throw new DomainError('BAD_REQUEST', {
      detail: isProxy
        ? `"${server.name}" is behind the application proxy: it takes no passwords. Send the mode entra.`
        : `"${server.name}" needs your account there and its password.`,
    });
  return link.mode === 'own' ? link : proxyAccount(proxyTokens, server, { owner, account: upn });
}

/** Repeatable; the secret first. */
export async function unlinkAccount(
  dependencies: ConnectDependencies,
  person: UserPrincipal,
  serverId: string,
): Promise<void> {
  const { serverLinks, serverPasswords } = dependencies;
  const server = await requireServer(dependencies, serverId);
  await serverPasswords.retire(server.id, person.owner);
  await serverLinks.remove(server.id, person.owner);
}
