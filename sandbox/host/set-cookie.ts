import type { HttpCookieData } from './core-types.ts';

/**
 * The Set-Cookie header that the host writes for a cookie of a response: the value escaped, Path=/ unless given.
 * Source: CookieBuilder of ASP.NET Core as used by RawScriptResult.
 */
export function formatSetCookie(cookie: HttpCookieData): string {
  const parts = [`${cookie.name}=${escapeValue(cookie.value)}`];
  if (cookie.expires) parts.push(`expires=${new Date(cookie.expires.value.seconds * 1000).toUTCString()}`);
  if (cookie.maxAge) parts.push(`max-age=${Math.trunc(cookie.maxAge.value)}`);
  if (cookie.domain?.value) parts.push(`domain=${cookie.domain.value}`);
  const path = cookie.path ? cookie.path.value : '/';
  if (path !== '') parts.push(`path=${path}`);
  if (cookie.secure?.value) parts.push('secure');
  if (cookie.sameSite !== undefined && cookie.sameSite !== 'none') {
    parts.push(`samesite=${cookie.sameSite === 'explicitNone' ? 'none' : cookie.sameSite}`);
  }
  if (cookie.httpOnly?.value) parts.push('httponly');
  return parts.join('; ');
}

/** Uri.EscapeDataString: all but unreserved characters. */
function escapeValue(value: string): string {
  return encodeURIComponent(value).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
