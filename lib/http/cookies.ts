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

/** A cookie to set: HttpOnly, SameSite=Lax, for the whole site; how it is written is the host's matter. */
export type AnswerCookie = {
  readonly name: string;
  readonly value: string;
  readonly maxAgeSeconds: number;
  readonly secure: boolean;
};

export function clearedCookie(name: string, options: { readonly secure: boolean }): AnswerCookie {
  return { name, value: '', maxAgeSeconds: 0, secure: options.secure };
}
