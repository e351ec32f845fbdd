import type { IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AllowedHosts } from '../data-sources/network/allowed-hosts.ts';
import { guardedLookup } from '../data-sources/network/guarded-lookup.ts';
import { DomainError } from '../errors.ts';

const DEADLINE_MS = 15_000;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;
const MOST_LETTERS = 2000;

/** Sends one body to a webhook. @throws DomainError WEBHOOK_NOT_ALLOWED, WEBHOOK_FAILED (also where it redirects). */
export type PostWebhook = (address: string, body: unknown) => Promise<void>;

/**
 * An address that may be posted to: https (http to this machine alone, where the list allows that), of a host on the list,
 * without a user or password in it.
 * @throws DomainError WEBHOOK_INVALID, WEBHOOK_NOT_ALLOWED.
 */
export function parseWebhookAddress(allowed: AllowedHosts, address: string): URL {
  const invalid = (detail: string) => new DomainError('WEBHOOK_INVALID', { detail });
  if (address.length > MOST_LETTERS || !URL.canParse(address)) throw invalid('The address is no URL.');
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isSecure = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(host));
  if (!isSecure) throw invalid('A webhook must be reached over https.');
  if (url.username !== '' || url.password !== '')
    throw invalid('The address must hold no user name or password.');
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (!allowed.host(host, port))
    throw new DomainError('WEBHOOK_NOT_ALLOWED', {
      detail: `"${url.host}" is not on the list of hosts that notifications may be sent to (WEBHOOK_HOSTS).`,
    });
  return url;
}

/** Over a connection of its own, to an address that the host's name may lead to; redirects are not followed. */
export function guardedPostWebhook(allowed: AllowedHosts): PostWebhook {
  return async (address, body) => {
    const url = parseWebhookAddress(allowed, address);
    const response = await send(allowed, url, JSON.stringify(body));
    const { statusCode = 0 } = response;
    response.destroy();
    if (statusCode >= 200 && statusCode < 300) return;
    const retryAfter = Number(response.headers['retry-after']);
    throw new DomainError('WEBHOOK_FAILED', {
      detail: `${url.host} answered ${statusCode}.`,
      ...(Number.isFinite(retryAfter) && { retryAfterSeconds: retryAfter }),
    });
  };
}

function send(allowed: AllowedHosts, url: URL, body: string): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const signal = AbortSignal.timeout(DEADLINE_MS);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'Report-Tiles',
  };
  const options = { method: 'POST', agent: false, lookup: guardedLookup(allowed), signal, headers };
  return new Promise((resolve, reject) => {
    request(url, options)
      .on('response', resolve)
      // The error names the address: only its code goes on.
      .on('error', (error) =>
        reject(
          new DomainError('WEBHOOK_FAILED', { detail: `${url.host} cannot be reached (${codeOf(error)}).` }),
        ),
      )
      .end(body);
  });
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name;
}
