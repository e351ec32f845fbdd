import type { TokenCredential } from '@azure/identity';

/**
 * Where a storage account is and who we are there: a connection string (Azurite, development), or service addresses
 * and a token. A call ends within `deadlineMs` (20 s by default), repetitions included.
 */
export type StorageConnection = { readonly deadlineMs?: number } & (
  | { readonly connectionString: string }
  | {
      readonly tableUri: string;
      readonly queueUri: string;
      readonly blobUri: string;
      readonly credential: TokenCredential;
    }
);

/** Far below a run's lease of 5 minutes. */
export const CALL_DEADLINE_MS = 20_000;

/** Two repetitions, soon: who calls has a retry of its own and must not wait long. */
export const RETRIES = { count: 2, firstDelayMs: 200, longestDelayMs: 2_000 } as const;

/**
 * Whether requests may go out in the clear: to loopback only. Throws where a connection string or an address names
 * another host without TLS, which would show the account's data to the network.
 */
export function insecureAllowed(connection: StorageConnection): boolean {
  const addresses =
    'connectionString' in connection
      ? endpointsOf(connection.connectionString)
      : [connection.tableUri, connection.queueUri, connection.blobUri];
  const plain = addresses.filter((address) => new URL(address).protocol === 'http:');
  for (const address of plain) {
    if (!isLoopback(address))
      throw new RangeError(`Storage at ${address}: only loopback may do without TLS.`);
  }
  return plain.length > 0;
}

export function isLoopback(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}

/** The addresses that a connection string names, or that follow from its account name. */
function endpointsOf(connectionString: string): string[] {
  const parts = new Map<string, string>();
  for (const part of connectionString.split(';')) {
    const split = part.indexOf('=');
    if (split > 0) parts.set(part.slice(0, split).trim().toLowerCase(), part.slice(split + 1).trim());
  }
  if (parts.get('usedevelopmentstorage') === 'true') return ['http://127.0.0.1'];
  const named = [...parts].filter(([name]) => name.endsWith('endpoint')).map(([, address]) => address);
  if (named.length > 0) return named;
  const protocol = parts.get('defaultendpointsprotocol') ?? 'https';
  return [`${protocol}://${parts.get('accountname')}.${parts.get('endpointsuffix') ?? 'core.windows.net'}`];
}
