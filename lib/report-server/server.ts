import type { Temporal } from 'temporal-polyfill';
import type { Owner } from '../identity/principal.ts';

declare const serverIdBrand: unique symbol;
/** Eight hex digits, drawn when the server is added: part of the ids of its reports. */
export type ReportServerId = string & { readonly [serverIdBrand]: true };

/**
 * How an account proves itself. `basic` (over TLS) and `ntlm`: of the server or its domain. `forms`: of a server with
 * custom security. `entra-proxy`: nobody has a password; the Entra application proxy takes each person's own sign-in.
 */
export const SERVER_AUTH = ['basic', 'ntlm', 'forms', 'entra-proxy'] as const;
export type ServerAuth = (typeof SERVER_AUTH)[number];

export const PRODUCTS = ['SqlServerReportingServices', 'PowerBiReportServer'] as const;
export type Product = (typeof PRODUCTS)[number];

/** An account of a report server, as it is spoken for. `account` is `DOMAIN\user` or `user@domain`. */
export type PasswordAccount = { readonly account: string; readonly password: string };

/** Somebody who is known to the application proxy by their token of Entra. */
export type TokenAccount = {
  readonly account: string;
  readonly token: (options: { readonly renew: boolean }) => Promise<string>;
};
export type ServerAccount = PasswordAccount | TokenAccount;

/** Where a report server is and how it is spoken to. */
export type ServerAddress = {
  /** `https://reports.contoso.com/Reports`: the web portal, no slash at the end. */
  readonly portalUrl: string;
  readonly auth: ServerAuth;
  /** Certificates (PEM) that are trusted beside the public ones: of a private certificate authority. */
  readonly ca: string | undefined;
  /** `entra-proxy`: application ID URI of the proxy's application; the origin of the address where left out. */
  readonly proxyResource?: string | undefined;
};

export type ReportServer = ServerAddress & {
  readonly id: ReportServerId;
  readonly name: string;
  /** Account that reads definitions, and stands for people whose name is matched. */
  readonly account: string;
  /** Version of the secret that holds its password; undefined until it was stored. */
  readonly secretVersion: string | undefined;
  /**
   * How the server names people, made of their Entra user name: `CONTOSO\{name}`, `{upn}`. Undefined: each links an
   * account of their own.
   */
  readonly userNamePattern: string | undefined;
  readonly product: Product;
  readonly productVersion: string;
  /** Path of the web service on the same origin: `/ReportServer`. */
  readonly servicePath: string;
  /** IANA: schedules there run in it, and times without an offset are in it. */
  readonly timeZone: string;
  /** The administrator: behind the application proxy the server is spoken to in their name. */
  readonly changedBy: Owner;
  readonly changedAt: Temporal.Instant;
};

export type StoredReportServer = ReportServer & { readonly etag: string };

const GUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const REPORT_ID = new RegExp(`^rs-([0-9a-f]{8})-(${GUID})$`);

export function parseReportServerId(text: string): ReportServerId | undefined {
  return /^[0-9a-f]{8}$/.test(text) ? (text as ReportServerId) : undefined;
}

/** The id of a report of a server: it says which one it belongs to, and stays through moving and renaming there. */
export function serverReportId(server: ReportServerId, itemId: string): string {
  return `rs-${server}-${itemId.toLowerCase()}`;
}

/** Undefined for ids of the own catalog. */
export function parseServerReportId(
  text: string,
): { readonly server: ReportServerId; readonly itemId: string } | undefined {
  const [, server, itemId] = REPORT_ID.exec(text) ?? [];
  return server === undefined || itemId === undefined
    ? undefined
    : { server: server as ReportServerId, itemId };
}
