/** How an account proves itself: Basic over TLS, or NTLM, each tied to an account of the server or its domain. */
export const SERVER_AUTH = ['basic', 'ntlm'] as const;
export type ServerAuth = (typeof SERVER_AUTH)[number];

export const PRODUCTS = ['SqlServerReportingServices', 'PowerBiReportServer'] as const;
export type Product = (typeof PRODUCTS)[number];

/** An account of a report server, as it is spoken for. `account` is `DOMAIN\user` or `user@domain`. */
export type ServerAccount = { readonly account: string; readonly password: string };

/** Where a report server is and how it is spoken to. */
export type ServerAddress = {
  /** `https://reports.contoso.com/Reports`: the web portal, no slash at the end. */
  readonly portalUrl: string;
  readonly auth: ServerAuth;
  /** Certificates (PEM) that are trusted beside the public ones: of a private certificate authority. */
  readonly ca: string | undefined;
};
