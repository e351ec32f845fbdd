import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../clock.ts';
import type { AllowedHosts } from '../../data-sources/network/allowed-hosts.ts';
import { DomainError } from '../../errors.ts';
import type { Owner } from '../../identity/principal.ts';
import { nodeTransport } from '../http/node-transport.ts';
import type { ServerTransport } from '../http/server-transport.ts';
import { type RestClient, restClient } from '../rest/rest-client.ts';
import type { ReportServer, ServerAccount } from '../server.ts';
import { type ExecutionClient, executionClient } from '../soap/execution-client.ts';
import { type ManagementClient, managementClient } from '../soap/management-client.ts';
import { type UrlAccess, urlAccess } from '../url/url-access.ts';
import type { RequestSlots } from './request-slots.ts';
import { type ProxyTokens, proxyAccount } from './server-account.ts';
import type { ServerPasswords } from './server-passwords.ts';

/** What one account may be asked for; requests go one after the other. */
export type ServerClients = {
  readonly rest: RestClient;
  readonly executions: ExecutionClient;
  readonly management: ManagementClient;
  readonly urls: UrlAccess;
};

/** Whose account: the server's own, or a person's. */
export type Speaker =
  | { readonly kind: 'service' }
  | {
      readonly kind: 'person';
      readonly owner: Owner;
      readonly account: string;
      readonly secretVersion: string | undefined;
    };

export interface ServerAccess {
  /** @throws DomainError REPORT_SERVER_BUSY, REPORT_SERVER_NOT_LINKED, REPORT_SERVER_SIGN_IN_REFUSED, SECRETS_UNAVAILABLE */
  speak<T>(server: ReportServer, speaker: Speaker, work: (clients: ServerClients) => Promise<T>): Promise<T>;
}

const MOST_KEPT = 100;
/** Domains lock accounts after a few wrong passwords: one that was refused is not tried again for so long. */
const NOT_AGAIN_FOR = { minutes: 15 } as const;

/** Connections are kept for as long as password and address stay the same: a sign-in by NTLM is three requests. */
export function serverAccess(options: {
  readonly passwords: ServerPasswords;
  readonly proxyTokens: ProxyTokens;
  readonly slots: RequestSlots;
  readonly allowed: AllowedHosts;
  readonly clock: Clock;
}): ServerAccess {
  const { passwords, proxyTokens, slots, allowed, clock } = options;
  const kept = new Map<string, KnownAccount>();

  async function passwordOf(server: ReportServer, speaker: Speaker): Promise<string> {
    const [owner, version] =
      speaker.kind === 'service' ? [undefined, server.secretVersion] : [speaker.owner, speaker.secretVersion];
    const password = version === undefined ? undefined : await passwords.read(server.id, owner, version);
    if (password !== undefined) return password;
    if (speaker.kind === 'person') throw new DomainError('REPORT_SERVER_NOT_LINKED');
    throw new DomainError('REPORT_SERVER_SIGN_IN_REFUSED', {
      detail: `The password of ${server.account} on "${server.name}" is not stored. An administrator enters it again.`,
    });
  }

  async function accountFor(server: ReportServer, speaker: Speaker): Promise<ServerAccount> {
    const account = accountOf(server, speaker);
    if (server.auth !== 'entra-proxy') return { account, password: await passwordOf(server, speaker) };
    if (speaker.kind === 'person')
      return proxyAccount(proxyTokens, server, { owner: speaker.owner, account });
    const { token } = proxyAccount(proxyTokens, server, { owner: server.changedBy, account });
    return {
      account,
      token: (asked) => token(asked).catch((error) => Promise.reject(asAdministrators(error, server))),
    };
  }

  async function transportFor(server: ReportServer, speaker: Speaker): Promise<KnownAccount> {
    const version = speaker.kind === 'service' ? server.secretVersion : speaker.secretVersion;
    const key = JSON.stringify([
      server.id,
      server.portalUrl,
      server.auth,
      server.ca,
      server.proxyResource,
      accountOf(server, speaker),
      speaker.kind === 'service' ? server.changedBy : speaker.owner,
      version,
    ]);
    const present = kept.get(key);
    if (present) return present;
    const account = await accountFor(server, speaker);
    const transport = nodeTransport(server, account, { allowed, nowMs: () => clock.now().epochMilliseconds });
    if (kept.size >= MOST_KEPT) {
      for (const { transport: one } of kept.values()) one.close();
      kept.clear();
    }
    const known: KnownAccount = { transport, refusal: undefined };
    kept.set(key, known);
    return known;
  }

  return {
    async speak(server, speaker, work) {
      const known = await transportFor(server, speaker);
      if (known.refusal && Temporal.Instant.compare(clock.now(), known.refusal.until) < 0)
        throw known.refusal.error;
      const inTurn = oneAtATime(known.transport);
      const done = slots.run(server.id, accountOf(server, speaker), () =>
        work({
          rest: restClient(inTurn, server.portalUrl),
          urls: urlAccess(inTurn, server.servicePath),
          management: managementClient(inTurn, server.servicePath),
          executions: executionClient(inTurn, { servicePath: server.servicePath, zone: server.timeZone }),
        }),
      );
      return done.catch((error: unknown) => {
        const isPassword = server.auth !== 'entra-proxy' && error instanceof DomainError;
        if (isPassword && error.code === 'REPORT_SERVER_SIGN_IN_REFUSED')
          known.refusal = { error, until: clock.now().add(NOT_AGAIN_FOR) };
        throw error;
      });
    },
  };
}

/** Whoever looks at a report could not mend the sign-in of the administrator, and is not to be asked for their own. */
function asAdministrators(error: unknown, { name, account }: ReportServer): unknown {
  if (!(error instanceof DomainError) || error.retry !== 'never') return error;
  return new DomainError('REPORT_SERVER_SIGN_IN_REFUSED', {
    detail: `"${name}" is read in the name of ${account}, whose sign-in does not reach it any more (${error.code}). That administrator signs in to Power BI again, or another one saves the connection anew.`,
    cause: error,
  });
}

/** An account with its password: another password is another entry. */
type KnownAccount = {
  readonly transport: ServerTransport;
  refusal: { readonly error: DomainError; readonly until: Temporal.Instant } | undefined;
};

function accountOf(server: ReportServer, speaker: Speaker): string {
  return speaker.kind === 'service' ? server.account : speaker.account;
}

/** A slot stands for one request at a time, whatever the work does. */
function oneAtATime(transport: ServerTransport): Pick<ServerTransport, 'send'> {
  let last: Promise<unknown> = Promise.resolve();
  return {
    send(request) {
      const answer = last.then(
        () => transport.send(request),
        () => transport.send(request),
      );
      last = answer.catch(() => undefined);
      return answer;
    },
  };
}
