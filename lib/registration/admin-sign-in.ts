/** The sign-in of an administrator on another device, with rights on the directory (R7). */
export type BegunAdminSignIn = {
  /** What the administrator types at `verificationUrl`. */
  readonly userCode: string;
  readonly verificationUrl: string;
  readonly seconds: number;
  readonly intervalSeconds: number;
  /** Known to us alone: with it, the token is fetched once the administrator has signed in. */
  readonly deviceCode: string;
};

/**
 * The device authorization grant (RFC 8628) with the client of Microsoft's Graph command line tools, which every tenant
 * knows. Many tenants block it by policy, so that it is one of three ways and never the only one.
 */
export interface AdminSignIn {
  /** @throws DomainError REGISTRATION_BROKEN, BLOCKED_BY_POLICY, IDENTITY_UNAVAILABLE. */
  begin(): Promise<BegunAdminSignIn>;
  /**
   * A token for Graph, held in memory only and for minutes, so that a step that failed can be repeated.
   * @throws DomainError ADMIN_SIGN_IN_PENDING while the administrator has not signed in, ADMIN_SIGN_IN_REQUIRED when the
   *   code is over or was used elsewhere, SIGN_IN_REFUSED, BLOCKED_BY_POLICY, CONSENT_REQUIRED, IDENTITY_UNAVAILABLE.
   */
  token(deviceCode: string): Promise<string>;
}
