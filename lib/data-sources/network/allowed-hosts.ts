import { BlockList, isIP } from 'node:net';

/** Which servers data sources and external images may lead to. */
export interface AllowedHosts {
  /** Whether a host of this name (or literal address) may be spoken to on that port. */
  host(host: string, port: number): boolean;
  /**
   * Whether an address that a host's name led to may be dialled. Loopback, link-local, multicast and metadata addresses
   * may only where the list names them, or a range that holds them: a name of the list must not be a way to them.
   */
  address(address: string, host: string): boolean;
}

type Pattern =
  | { readonly kind: 'any'; readonly port: number | undefined }
  | { readonly kind: 'name'; readonly name: string; readonly port: number | undefined }
  | { readonly kind: 'suffix'; readonly suffix: string; readonly port: number | undefined }
  | { readonly kind: 'range'; readonly range: BlockList; readonly port: number | undefined };

/** Never reached by way of a name: this machine, its link, many at once, and the clouds' metadata services. */
const SPECIAL = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 3],
  // Azure's platform, Alibaba's and Oracle's metadata.
  ['168.63.129.16', 32],
  ['100.100.100.200', 32],
  ['192.0.0.0', 24],
] as const)
  SPECIAL.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 96],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  ['fd00:ec2::254', 128],
  // Ways to write an IPv4 address as another one.
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['2001::', 32],
] as const)
  SPECIAL.addSubnet(network, prefix, 'ipv6');

/**
 * Reads a list of patterns separated by commas or blanks: `sql.contoso.com`, `*.database.windows.net`, `10.1.0.0/16`,
 * `192.168.1.20`, `[fd12::1]`, `*`; each may end in `:1433`. Without a pattern nothing is allowed.
 * @returns the texts that are no pattern, where there are any
 */
export function parseAllowedHosts(
  text: string,
):
  | { readonly ok: true; readonly hosts: AllowedHosts }
  | { readonly ok: false; readonly wrong: readonly string[] } {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const patterns = parts.map((part) => ({ part, pattern: parsePattern(part.toLowerCase()) }));
  const wrong = patterns.filter(({ pattern }) => pattern === undefined).map(({ part }) => part);
  if (wrong.length > 0) return { ok: false, wrong };
  return { ok: true, hosts: allowedBy(patterns.flatMap(({ pattern }) => pattern ?? [])) };
}

const NAME = /^(?!-)[a-z0-9_-]+(\.[a-z0-9_-]+)*$/;

function parsePattern(text: string): Pattern | undefined {
  const match = /^(\[[0-9a-f:.]+(?:\/\d+)?\]|[^:[\]]+)(?::(\d{1,5}))?$/.exec(text);
  const host =
    match?.[1]?.replace(/^\[|\]$/g, '') ?? (isIP(text) === 6 || text.includes('::') ? text : undefined);
  if (host === undefined) return undefined;
  const port = match?.[2] === undefined ? undefined : Number(match[2]);
  if (port !== undefined && (port < 1 || port > 65_535)) return undefined;
  if (host === '*') return { kind: 'any', port };
  if (host.startsWith('*.'))
    return NAME.test(host.slice(2)) ? { kind: 'suffix', suffix: host.slice(1), port } : undefined;
  const range = rangeOf(host);
  if (range !== undefined) return { kind: 'range', range, port };
  return NAME.test(host) && !/^[\d.]+$/.test(host) ? { kind: 'name', name: host, port } : undefined;
}

function rangeOf(text: string): BlockList | undefined {
  const [network = '', length] = text.split('/');
  const version = isIP(network);
  if (version === 0) return undefined;
  const most = version === 4 ? 32 : 128;
  const prefix = length === undefined ? most : Number(length);
  if (!/^\d+$/.test(length ?? '0') || prefix > most) return undefined;
  const range = new BlockList();
  range.addSubnet(network, prefix, version === 4 ? 'ipv4' : 'ipv6');
  return range;
}

function allowedBy(patterns: readonly Pattern[]): AllowedHosts {
  const inRange = (address: string, range: BlockList) =>
    range.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  const named = (host: string) => patterns.some((one) => one.kind === 'name' && one.name === host);
  const matches = (pattern: Pattern, host: string): boolean => {
    switch (pattern.kind) {
      case 'any':
        return true;
      case 'name':
        return pattern.name === host;
      case 'suffix':
        return host.endsWith(pattern.suffix) && host.length > pattern.suffix.length;
      case 'range':
        return isIP(host) !== 0 && inRange(host, pattern.range);
    }
  };
  return {
    host(host, port) {
      const name = plainHost(host);
      return patterns.some(
        (pattern) => (pattern.port === undefined || pattern.port === port) && matches(pattern, name),
      );
    },
    address(address, host) {
      if (patterns.some((pattern) => pattern.kind === 'range' && inRange(address, pattern.range)))
        return true;
      if (plainHost(host) === 'localhost' && named('localhost')) return true;
      return !inRange(address, SPECIAL);
    },
  };
}

function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^\[|\]$/g, '');
}
