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
  readonly displayName: string;
  /** Marks the app as this installation's, so that a half-made one is found again and never made twice. */
  readonly tag: string;
  readonly redirectUrls: readonly string[];
  readonly permissions: { readonly resource: string; readonly names: readonly string[] };
};

export type FederatedCredential = {
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
};

/**
 * Applications of an Entra tenant. Every operation may be repeated: what is there already is left or brought to the
 * wanted state. Refusals are DomainErrors: DIRECTORY_REFUSED (detail names the missing permission),
 * DIRECTORY_UNAVAILABLE.
 */
export interface AppDirectory {
  tenant(): Promise<Tenant>;
  findByTag(spec: Pick<AppSpec, 'displayName' | 'tag'>): Promise<DirectoryApp | undefined>;
  get(appId: string): Promise<DirectoryApp | undefined>;
  create(spec: AppSpec): Promise<DirectoryApp>;
  /** Exposes `api://<app id>/access_as_user` and the roles Admin, Publisher and Automation, with v2 access tokens. */
  exposeApi(app: DirectoryApp): Promise<void>;
  setRedirectUrls(app: DirectoryApp, urls: readonly string[]): Promise<void>;
  ensureServicePrincipal(appId: string): Promise<{ readonly id: string }>;
  ensureFederatedCredential(app: DirectoryApp, credential: FederatedCredential): Promise<void>;
  /** Consents for everyone in the tenant; `asked` when the directory wants an administrator to do it in the browser. */
  grantConsent(grant: {
    readonly servicePrincipalId: string;
    readonly resource: string;
    readonly names: readonly string[];
  }): Promise<'granted' | 'asked'>;
  delete(app: DirectoryApp): Promise<void>;
}
