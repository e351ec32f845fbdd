import type { IncomingRequest } from './route.ts';

/**
 * The network address that a caller can be told apart by, as far as somebody we trust has seen it: Front Door, where one
 * of ours stands before the app and says so by its id; otherwise the platform's front end, which adds the address it saw
 * as the last one. What stands before that is what the caller says of itself. Of IPv6 the network counts, for a household
 * has 2^64 addresses.
 *
 * Sources: https://learn.microsoft.com/azure/frontdoor/front-door-http-headers-protocol (X-Azure-SocketIP, X-Azure-FDID).
 */
export function callerAddress(
  request: Pick<IncomingRequest, 'headers'>,
  frontDoorId: string | undefined,
): string {
  const { headers } = request;
  const isOurs =
    frontDoorId !== undefined && headers.get('x-azure-fdid')?.toLowerCase() === frontDoorId.toLowerCase();
  const seen = isOurs ? headers.get('x-azure-socketip') : headers.get('x-forwarded-for')?.split(',').at(-1);
  return networkOf(withoutPort(seen?.trim() ?? '')) || 'unknown';
}

/** `1.2.3.4:5`, `[2001:db8::1]:5` and both without a port. */
function withoutPort(text: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1];
  return bracketed ?? (/^[^:]*:\d+$/.test(text) ? text.replace(/:\d+$/, '') : text);
}

/** The first 64 bits of an IPv6 address; anything else as it is. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  const all = [...groups, ...Array.from({ length: missing }, () => '0'), ...after];
  return `${all
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
