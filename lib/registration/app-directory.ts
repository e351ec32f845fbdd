export type Tenant = {
  readonly id: string;
  readonly name: string;
  /** False for unmanaged ("viral") tenants, which nobody administers. */
  readonly managed: boolean;
};

export type DirectoryApp = {
  readonly appId: string;
  readonly objectId: string;
  readonly displayName: string;
  readonly redirectUrls: readonly string[];
};

export type AppSpec = {
  /** Unique in the tenant and given by us: making the app again finds the one that was made. */
  readonly key: string;
  readonly displayName: string;
  readonly redirectUrls: readonly string[];
  readonly permissions: { readonly resource: string; readonly names: readonly string[] };
};

export type CommandLineSpec = {
  readonly key: string;
  readonly displayName: string;
  /** The app whose API it calls. */
  readonly api: DirectoryApp;
};

export type FederatedCredential = {
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
};

/**
 * Applications of an Entra tenant. Every operation may be repeated: what is there already is left or brought to the
 * wanted state, also where an earlier answer was lost. Refusals are DomainErrors: DIRECTORY_REFUSED (detail says what is
 * missing), DIRECTORY_UNAVAILABLE.
 */
export interface AppDirectory {
  tenant(): Promise<Tenant>;
  get(appId: string): Promise<DirectoryApp | undefined>;
  /** The app of this key, made where there is none; one that is there keeps its redirect URLs. */
  ensureApp(spec: AppSpec): Promise<DirectoryApp>;
  /** A public client without a secret, for programs that people start on their own machines. */
  ensureCommandLine(spec: CommandLineSpec): Promise<DirectoryApp>;
  /**
   * Exposes `api://<app id>/access_as_user` and the roles Admin, Publisher and Automation, with v2 access tokens and the
   * time of authentication in id tokens. The command line needs no consent of its own; one that is gone loses its place.
   */
  exposeApi(
    app: DirectoryApp,
    commandLine?: { readonly appId: string; readonly formerAppId: string | undefined },
  ): Promise<void>;
  /** Reads them, adds and removes, and answers what then stands; the others are kept. The caller holds the lease. */
  changeRedirectUrls(
    app: DirectoryApp,
    change: { readonly add: readonly string[]; readonly remove: readonly string[] },
  ): Promise<readonly string[]>;
  ensureServicePrincipal(appId: string): Promise<{ readonly id: string }>;
  ensureFederatedCredential(app: DirectoryApp, credential: FederatedCredential): Promise<void>;
  /** Consents for everyone in the tenant; `asked` when the directory wants an administrator to do it in the browser. */
  grantConsent(grant: {
    readonly servicePrincipalId: string;
    readonly resource: string;
    readonly names: readonly string[];
  }): Promise<'granted' | 'asked'>;
  /** Brings back an app deleted within 30 days; undefined where it cannot be. */
  restore(app: { readonly appId: string; readonly objectId: string }): Promise<DirectoryApp | undefined>;
  delete(app: { readonly objectId: string }): Promise<void>;
}
