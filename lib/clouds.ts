/** The endpoints of one Microsoft cloud. Source: Power BI embedding in national clouds; Entra national clouds. */
export type Cloud = {
  readonly authorityHost: string;
  readonly graphUrl: string;
  /** Resource of a token for Graph. */
  readonly graphAudience: string;
  readonly powerBiUrl: string;
  readonly powerBiAudience: string;
  readonly powerBiPortal: string;
  /** Absent where no Fabric API host is published for the cloud. */
  readonly fabricUrl: string | undefined;
  /** Audience of a token that stands in for a client secret (workload identity federation). */
  readonly tokenExchangeAudience: string;
};

export const CLOUDS = {
  public: {
    authorityHost: 'https://login.microsoftonline.com',
    graphUrl: 'https://graph.microsoft.com',
    graphAudience: 'https://graph.microsoft.com',
    powerBiUrl: 'https://api.powerbi.com',
    powerBiAudience: 'https://analysis.windows.net/powerbi/api',
    powerBiPortal: 'https://app.powerbi.com',
    fabricUrl: 'https://api.fabric.microsoft.com',
    tokenExchangeAudience: 'api://AzureADTokenExchange',
  },
  gcc: {
    authorityHost: 'https://login.microsoftonline.com',
    graphUrl: 'https://graph.microsoft.com',
    graphAudience: 'https://graph.microsoft.com',
    powerBiUrl: 'https://api.powerbigov.us',
    powerBiAudience: 'https://analysis.usgovcloudapi.net/powerbi/api',
    powerBiPortal: 'https://app.powerbigov.us',
    fabricUrl: undefined,
    tokenExchangeAudience: 'api://AzureADTokenExchange',
  },
  'gcc-high': {
    authorityHost: 'https://login.microsoftonline.us',
    graphUrl: 'https://graph.microsoft.us',
    graphAudience: 'https://graph.microsoft.us',
    powerBiUrl: 'https://api.high.powerbigov.us',
    powerBiAudience: 'https://high.analysis.usgovcloudapi.net/powerbi/api',
    powerBiPortal: 'https://app.high.powerbigov.us',
    fabricUrl: undefined,
    tokenExchangeAudience: 'api://AzureADTokenExchangeUSGov',
  },
  dod: {
    authorityHost: 'https://login.microsoftonline.us',
    graphUrl: 'https://dod-graph.microsoft.us',
    graphAudience: 'https://dod-graph.microsoft.us',
    powerBiUrl: 'https://api.mil.powerbigov.us',
    powerBiAudience: 'https://mil.analysis.usgovcloudapi.net/powerbi/api',
    powerBiPortal: 'https://app.mil.powerbigov.us',
    fabricUrl: undefined,
    tokenExchangeAudience: 'api://AzureADTokenExchangeUSGov',
  },
  china: {
    authorityHost: 'https://login.partner.microsoftonline.cn',
    graphUrl: 'https://microsoftgraph.chinacloudapi.cn',
    graphAudience: 'https://microsoftgraph.chinacloudapi.cn',
    powerBiUrl: 'https://api.powerbi.cn',
    powerBiAudience: 'https://analysis.chinacloudapi.cn/powerbi/api',
    powerBiPortal: 'https://app.powerbi.cn',
    fabricUrl: undefined,
    tokenExchangeAudience: 'api://AzureADTokenExchangeChina',
  },
} as const satisfies Record<string, Cloud>;

export type CloudName = keyof typeof CLOUDS;
