import type { ApplicationSettings } from '../entra/directory/types.ts';
import { badRequest } from './graph-error.ts';

type Platform = 'web' | 'spa' | 'publicClient';

/** At most so many over all platforms, for an application of work or school accounts. */
const MAX_URIS = 256;
const MAX_LENGTH = 256;

/**
 * The reply URL rules of Entra: https, or http on localhost and 127.0.0.1; no wildcard, no fragment, none of
 * `! $ ' ( ) , ;`, no IPv6 loopback; 256 addresses of 256 characters.
 */
export function checkRedirectUris(settings: Pick<ApplicationSettings, Platform>): void {
  const platforms: readonly Platform[] = ['web', 'spa', 'publicClient'];
  const all = platforms.flatMap((platform) =>
    settings[platform].redirectUris.map((uri) => ({ platform, uri })),
  );
  if (all.length > MAX_URIS) throw badRequest(`An application can have at most ${MAX_URIS} redirect URIs.`);
  for (const [index, { platform, uri }] of all.entries()) {
    const problem = problemOf(platform, uri) ?? (repeats(all, index) ? 'is given twice' : undefined);
    if (problem === undefined) continue;
    const target = `${platform}.redirectUris`;
    throw badRequest(`Property ${target} has an invalid value: '${uri}' ${problem}.`, {
      code: 'InvalidValue',
      target,
    });
  }
}

function repeats(all: readonly { readonly uri: string }[], index: number): boolean {
  return all.slice(0, index).some(({ uri }) => uri === all[index]?.uri);
}

function problemOf(platform: Platform, uri: string): string | undefined {
  if (uri.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  if (!URL.canParse(uri)) return 'is not an absolute URI';
  if (/[!$'(),;]/.test(uri)) return "contains one of ! $ ' ( ) , ;";
  if (uri.includes('*')) return 'contains a wildcard';
  const { protocol, hostname, hash } = new URL(uri);
  if (hash !== '' || uri.endsWith('#')) return 'has a fragment';
  if (hostname === '[::1]') return 'names the IPv6 loopback address';
  if (protocol === 'https:') return undefined;
  if (protocol === 'http:') {
    return ['localhost', '127.0.0.1'].includes(hostname)
      ? undefined
      : 'must start with HTTPS or http://localhost';
  }
  return platform === 'publicClient' ? undefined : 'must start with HTTPS or http://localhost';
}
