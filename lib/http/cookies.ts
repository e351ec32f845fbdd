import type { IncomingRequest } from './route.ts';

export type CookieNames = {
  readonly session: string;
  readonly setup: string;
  readonly transactionPrefix: string;
};

/** `__Host-` and Secure everywhere but on plain-http loopback in development, where browsers would refuse them. */
export function cookieNames(secure: boolean): CookieNames {
  const prefix = secure ? '__Host-' : '';
  return { session: `${prefix}rt-session`, setup: `${prefix}rt-setup`, transactionPrefix: `${prefix}rt-tx-` };
}

export function readCookie(request: IncomingRequest, name: string): string | undefined {
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

export function setCookie(
  name: string,
  value: string,
  options: { readonly maxAgeSeconds: number; readonly secure: boolean },
): string {
  const attributes = [
    `${name}=${value}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    `Max-Age=${options.maxAgeSeconds}`,
  ];
  if (options.secure) attributes.push('Secure');
  return attributes.join('; ');
}

export function clearCookie(name: string, options: { readonly secure: boolean }): string {
  return setCookie(name, '', { maxAgeSeconds: 0, secure: options.secure });
}
