import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { DomainError } from '../../errors.ts';
import type { AllowedHosts } from './allowed-hosts.ts';
import { guardedLookup, requireAllowedHost } from './guarded-lookup.ts';

export type Fetched = { readonly bytes: Uint8Array; readonly contentType: string };

const MOST_REDIRECTS = 3;

/**
 * Reads a document over https, from hosts of the list alone, also after a redirect; http only to this machine, where
 * the list allows that. What is answered goes no further than `maxBytes`.
 * @throws DomainError DATA_SOURCE_NOT_ALLOWED, DATA_SOURCE_INVALID, DATA_SOURCE_REFUSED, DATA_SOURCE_FAILED
 */
export async function fetchGuarded(
  allowed: AllowedHosts,
  address: string,
  options: {
    readonly maxBytes: number;
    readonly signal: AbortSignal;
    readonly credentials?: { readonly user: string; readonly password: string } | undefined;
  },
): Promise<Fetched> {
  let url = requireAddress(allowed, address);
  const first = url.origin;
  for (let redirects = 0; ; redirects += 1) {
    // Credentials go to the server they were stored for, not where it sends us.
    const credentials = url.origin === first ? options.credentials : undefined;
    const response = await send(allowed, url, { ...options, credentials });
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      response.destroy();
      if (redirects === MOST_REDIRECTS)
        throw new DomainError('DATA_SOURCE_FAILED', { detail: `${url.host} redirects too often.` });
      url = requireAddress(allowed, new URL(headers.location, url).href);
      continue;
    }
    if (statusCode !== 200) {
      response.destroy();
      throw refusal(url, statusCode);
    }
    return { bytes: await readAll(response, url, options), contentType: headers['content-type'] ?? '' };
  }
}

function requireAddress(allowed: AllowedHosts, address: string): URL {
  if (!URL.canParse(address))
    throw new DomainError('DATA_SOURCE_INVALID', { detail: 'The address is no URL.' });
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const local = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local))
    throw new DomainError('DATA_SOURCE_INVALID', { detail: `"${url.host}" must be read over https.` });
  requireAllowedHost(allowed, host, Number(url.port || (url.protocol === 'https:' ? 443 : 80)));
  return url;
}

function send(
  allowed: AllowedHosts,
  url: URL,
  {
    signal,
    credentials,
  }: {
    readonly signal: AbortSignal;
    readonly credentials: { readonly user: string; readonly password: string } | undefined;
  },
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const plain = new URL(url);
  plain.username = '';
  plain.password = '';
  return new Promise((resolve, reject) => {
    const options = {
      signal,
      agent: false,
      lookup: guardedLookup(allowed),
      headers: { accept: '*/*', 'user-agent': 'Report-Tiles' },
      ...(credentials && { auth: `${credentials.user}:${credentials.password}` }),
    };
    request(plain, options)
      .on('response', resolve)
      .on('error', (error) => reject(networkRefusal(url, error, signal)))
      .end();
  });
}

async function readAll(
  response: IncomingMessage,
  url: URL,
  { maxBytes, signal }: { readonly maxBytes: number; readonly signal: AbortSignal },
): Promise<Uint8Array> {
  const tooLarge = () =>
    new DomainError('DATA_SOURCE_INVALID', {
      detail: `What ${url.host} sent is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB.`,
    });
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
    for await (const chunk of response) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof DomainError ? error : networkRefusal(url, error, signal);
  } finally {
    response.destroy();
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function refusal(url: URL, status: number): DomainError {
  const detail = `${url.host} answered ${status}.`;
  if (status === 401 || status === 403) return new DomainError('DATA_SOURCE_REFUSED', { detail });
  if (status === 429 || status >= 500) return new DomainError('DATA_SOURCE_FAILED', { detail });
  return new DomainError('DATA_SOURCE_INVALID', { detail });
}

function networkRefusal(url: URL, error: unknown, signal: AbortSignal): DomainError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EFORBIDDENADDRESS')
    return new DomainError('DATA_SOURCE_NOT_ALLOWED', {
      detail: error instanceof Error ? error.message : code,
    });
  if (signal.aborted)
    return new DomainError('DATA_SOURCE_FAILED', { detail: `${url.host} did not answer in time.` });
  if (/CERT|TLS|SSL/.test(code))
    return new DomainError('DATA_SOURCE_INVALID', {
      detail: `The certificate of ${url.host} is not trusted (${code}).`,
    });
  return new DomainError('DATA_SOURCE_FAILED', {
    detail: `${url.host} cannot be read (${code || 'network failure'}).`,
  });
}
