/**
 * Where a sign-in comes back to: a path of this portal. Anything that could lead elsewhere (another scheme or host,
 * `//host`, backslashes, control characters) becomes the start page.
 */
export function safeReturnTo(text: string | undefined): string {
  if (text === undefined || !text.startsWith('/') || text.startsWith('//') || text.length > 2000) return '/';
  if (text.includes('\\') || [...text].some((letter) => letter < ' ' || letter === '\u007f')) return '/';
  const base = 'https://portal.invalid';
  if (!URL.canParse(text, base)) return '/';
  const url = new URL(text, base);
  // `/a/..//host` becomes `//host` only when it is resolved.
  if (url.origin !== base || url.pathname.startsWith('//')) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}
