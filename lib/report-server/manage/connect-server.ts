import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { AllowedHosts } from '../../data-sources/network/allowed-hosts.ts';
import { DomainError } from '../../errors.ts';
import type { UserPrincipal } from '../../identity/principal.ts';
import type { Log } from '../../log.ts';
import { scheduleOf } from '../../schedules/schedule.ts';
import type { ReportServers, ServerLinks } from '../access/report-servers.ts';
import { type ProxyTokens, passwordAccount, proxyAccount } from '../access/server-account.ts';
import type { ServerPasswords } from '../access/server-passwords.ts';
import { nodeTransport } from '../http/node-transport.ts';
import {
  parseReportServerId,
  type ReportServer,
  type ReportServerId,
  type ServerAccount,
  type ServerAddress,
  type StoredReportServer,
} from '../server.ts';
import { probeServer, type ServerProbe } from './probe-server.ts';

export type ConnectDependencies = {
  readonly reportServers: ReportServers;
  readonly serverLinks: ServerLinks;
  readonly serverPasswords: ServerPasswords;
  readonly proxyTokens: ProxyTokens;
  readonly allowed: AllowedHosts;
  readonly clock: Clock;
  readonly log: Log;
};

export type ServerInput = {
  readonly name: string;
  readonly portalUrl: string;
  readonly auth: ReportServer['auth'];
  /** Left out of a change: the stored one stays, as long as the server does; empty takes it away. */
  readonly ca?: string | undefined;
  /** Of the application proxy's application; taken with `entra-proxy` alone. */
  readonly proxyResource?: string | undefined;
  /** Left out with `entra-proxy`: the administrator's own. */
  readonly account?: string | undefined;
  /** Left out of a change: the stored one stays, as long as it is for the same server and account. */
  readonly password?: string | undefined;
  readonly userNamePattern?: string | undefined;
  /** IANA; where left out, what the server calls its zone. */
  readonly timeZone?: string | undefined;
};

export type ConnectedServer = { readonly server: StoredReportServer; readonly probe: ServerProbe };

/**
 * Adds a report server after looking at it. The row first, without a password; then the secret; then the row names its
 * version. Crash story: cut off before the last, the row says that no password is stored, and changing it heals that.
 * @throws DomainError REPORT_SERVER_…, DATA_SOURCE_NOT_ALLOWED, SCHEDULE_INVALID (the zone)
 */
export async function connectServer(
  dependencies: ConnectDependencies,
  administrator: UserPrincipal,
  input: ServerInput,
): Promise<ConnectedServer> {
  const { reportServers, log } = dependencies;
  const account = accountOf(dependencies, administrator, { input, password: input.password });
  const probe = await look(dependencies, input, account);
  const made = serverOf(dependencies, administrator, { input, account, probe });
  const added = await reportServers.add({ ...made, id: drawId(), secretVersion: undefined });
  // Eight hex digits drawn twice: drawn again.
  if (added === 'exists') return connectServer(dependencies, administrator, input);
  const server = 'password' in account ? await storePassword(dependencies, added, account.password) : added;
  log.info('report-server.connected', {
    serverId: server.id,
    product: server.product,
    version: server.productVersion,
  });
  return { server, probe };
}

/** @throws DomainError as `connectServer`, NOT_FOUND, CONFLICT; BAD_REQUEST where the password is asked for anew */
export async function changeServer(
  dependencies: ConnectDependencies,
  administrator: UserPrincipal,
  options: { readonly id: string; readonly input: ServerInput },
): Promise<ConnectedServer> {
  const { reportServers } = dependencies;
  const present = await requireServer(dependencies, options.id);
  const input = { ...options.input, ca: keptCertificates(present, options.input) };
  const password =
    input.auth === 'entra-proxy'
      ? undefined
      : (input.password ?? (await keptPassword(dependencies, present, input)));
  const account = accountOf(dependencies, administrator, { input, password });
  const probe = await look(dependencies, input, account);
  const made = serverOf(dependencies, administrator, { input, account, probe });
  const { id } = present;
  const secretVersion = password === undefined ? undefined : present.secretVersion;
  const changed = await reportServers.replace({ ...made, id, secretVersion }, present.etag);
  if (!changed) throw new DomainError('CONFLICT');
  if (password === undefined) await dependencies.serverPasswords.retire(id, undefined);
  const server =
    input.password === undefined || password === undefined
      ? changed
      : await storePassword(dependencies, changed, password);
  return { server, probe };
}

/** Looks at a server that is connected, with its stored password. */
export async function probeConnected(
  dependencies: ConnectDependencies,
  id: string,
): Promise<ConnectedServer> {
  const server = await requireServer(dependencies, id);
  const { account, changedBy: owner } = server;
  const known =
    server.auth === 'entra-proxy'
      ? proxyAccount(dependencies.proxyTokens, server, { owner, account })
      : { account, password: await storedPassword(dependencies, server) };
  return { server, probe: await look(dependencies, server, known) };
}

/** Links and their secrets first, the row last: cut off in between, it can be removed again. */
export async function removeServer(dependencies: ConnectDependencies, id: string): Promise<void> {
  const { reportServers, serverLinks, serverPasswords, log } = dependencies;
  const server = await requireServer(dependencies, id);
  for (const owner of await serverLinks.owners(server.id)) {
    await serverPasswords.retire(server.id, owner);
    await serverLinks.remove(server.id, owner);
  }
  await serverPasswords.retire(server.id, undefined);
  await reportServers.remove(server.id);
  log.info('report-server.removed', { serverId: server.id });
}

/** @throws DomainError NOT_FOUND */
export async function requireServer(
  { reportServers }: Pick<ConnectDependencies, 'reportServers'>,
  id: string,
): Promise<StoredReportServer> {
  const parsed = parseReportServerId(id);
  const server = parsed && (await reportServers.get(parsed));
  if (!server)
    throw new DomainError('NOT_FOUND', { detail: 'There is no such report server, or it was removed.' });
  return server;
}

/** @throws DomainError BAD_REQUEST */
function accountOf(
  { proxyTokens }: ConnectDependencies,
  { owner, upn }: UserPrincipal,
  { input, password }: { readonly input: ServerInput; readonly password: string | undefined },
): ServerAccount {
  return input.auth === 'entra-proxy'
    ? proxyAccount(proxyTokens, input, { owner, account: upn })
    : passwordAccount(input.account, password);
}

async function look(
  { allowed, clock }: ConnectDependencies,
  address: ServerAddress | ServerInput,
  account: ServerAccount,
): Promise<ServerProbe> {
  const { portalUrl, auth, ca: given } = address;
  const ca = given || undefined;
  const transport = nodeTransport({ portalUrl, auth, ca }, account, {
    allowed,
    nowMs: () => clock.now().epochMilliseconds,
  });
  try {
    return await probeServer(transport, portalUrl);
  } finally {
    transport.close();
  }
}

function serverOf(
  { clock }: ConnectDependencies,
  administrator: UserPrincipal,
  {
    input,
    account: { account },
    probe,
  }: {
    readonly input: ServerInput;
    readonly account: ServerAccount;
    readonly probe: ServerProbe;
  },
): Omit<ReportServer, 'id' | 'secretVersion'> {
  const timeZone = input.timeZone ?? probe.timeZone;
  if (timeZone === undefined)
    throw new DomainError('BAD_REQUEST', {
      detail: `The server calls its time zone "${probe.serverZone ?? ''}", which we do not know. Send timeZone, an IANA name such as Europe/Warsaw.`,
    });
  const { zone } = scheduleOf({ zone: timeZone, start: '2026-01-01T00:00', recurrence: { kind: 'once' } });
  return {
    name: input.name,
    portalUrl: input.portalUrl,
    auth: input.auth,
    ca: input.ca || undefined,
    proxyResource: input.auth === 'entra-proxy' ? input.proxyResource : undefined,
    account,
    userNamePattern: input.userNamePattern,
    product: probe.product,
    productVersion: probe.productVersion,
    servicePath: probe.servicePath,
    timeZone: zone,
    changedBy: administrator.owner,
    changedAt: clock.now(),
  };
}

async function storePassword(
  { reportServers, serverPasswords }: ConnectDependencies,
  server: StoredReportServer,
  password: string,
): Promise<StoredReportServer> {
  const version = await serverPasswords.store(server.id, undefined, password);
  const { etag, ...row } = server;
  const stored = await reportServers.replace({ ...row, secretVersion: version }, etag);
  if (!stored) throw new DomainError('CONFLICT');
  return stored;
}

function keptCertificates(present: StoredReportServer, { portalUrl, ca }: ServerInput): string | undefined {
  const isSame = new URL(present.portalUrl).origin === new URL(portalUrl).origin;
  return (ca ?? (isSame ? present.ca : undefined)) || undefined;
}

/** A password goes to the server and the account that it was entered for, and nowhere else. */
async function keptPassword(
  dependencies: ConnectDependencies,
  present: StoredReportServer,
  input: ServerInput,
): Promise<string> {
  const same =
    new URL(present.portalUrl).origin === new URL(input.portalUrl).origin &&
    present.account === input.account &&
    present.auth === input.auth;
  if (!same)
    throw new DomainError('BAD_REQUEST', {
      detail: 'Enter the password again: it was stored for another server, account or way to sign in.',
    });
  return storedPassword(dependencies, present);
}

async function storedPassword(
  { serverPasswords }: ConnectDependencies,
  { id, secretVersion, account }: StoredReportServer,
): Promise<string> {
  const password =
    secretVersion === undefined ? undefined : await serverPasswords.read(id, undefined, secretVersion);
  if (password === undefined)
    throw new DomainError('REPORT_SERVER_SIGN_IN_REFUSED', {
      detail: `The password of ${account} is not stored. Enter it again.`,
    });
  return password;
}

function drawId(): ReportServerId {
  return randomBytes(4).toString('hex') as ReportServerId;
}
