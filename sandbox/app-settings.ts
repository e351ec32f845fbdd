import type { TenantSeed } from './entra/directory/seed.ts';

export type Addresses = {
  readonly portal: string;
  readonly entra: string;
  readonly graph: string;
  readonly keyVault: string;
  readonly powerBi: string;
  readonly fabric: string;
  /** A collector for traces; none where it is absent. */
  readonly traces?: string;
};

/** Leases of 30 seconds and retries after 3, 12 and 60: a person waits for what they try. */
const TIME_DIVISOR = 10;

/** The app's settings for running against the stand-ins: the same names as in Azure, leading to loopback. */
export function appSettings(options: {
  readonly addresses: Addresses;
  readonly storage: string;
  readonly tenant: TenantSeed;
  readonly timeDivisor?: number;
}): Readonly<Record<string, string>> {
  const { addresses, storage, tenant } = options;
  const [identity] = tenant.managedIdentities;
  if (!identity) throw new Error('The sample tenant has no managed identity.');
  return {
    AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
    FUNCTIONS_WORKER_RUNTIME: 'node',
    AzureWebJobsStorage: storage,
    AzureWebJobsDisableHomepage: 'true',
    PORTAL_URLS: addresses.portal,
    KEY_VAULT_URL: addresses.keyVault,
    TENANT_ID: tenant.tenantId,
    AZURE_CLIENT_ID: identity.clientId,
    IDENTITY_PRINCIPAL_ID: identity.principalId,
    IDENTITY_ENDPOINT: `${addresses.entra}/msi/token`,
    IDENTITY_HEADER: identity.identityHeader,
    ENTRA_AUTHORITY_HOST: addresses.entra,
    GRAPH_URL: addresses.graph,
    POWER_BI_URL: addresses.powerBi,
    FABRIC_URL: addresses.fabric,
    POWER_BI_PORTAL_URL: addresses.powerBi,
    ...(addresses.traces !== undefined && { OTEL_EXPORTER_OTLP_ENDPOINT: addresses.traces }),
    TIME_DIVISOR: String(options.timeDivisor ?? TIME_DIVISOR),
  };
}
