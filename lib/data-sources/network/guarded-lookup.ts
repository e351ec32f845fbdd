import { lookup } from 'node:dns';
import { connect, isIP, type LookupFunction, Socket } from 'node:net';
import { DomainError } from '../../errors.ts';
import type { AllowedHosts } from './allowed-hosts.ts';

/** @throws DomainError DATA_SOURCE_NOT_ALLOWED where the list has no place for the host, or for a literal address. */
export function requireAllowedHost(allowed: AllowedHosts, host: string, port: number): void {
  if (allowed.host(host, port) && (isIP(host) === 0 || allowed.address(host, host))) return;
  throw new DomainError('DATA_SOURCE_NOT_ALLOWED', {
    detail: `"${host}" on port ${port} is not on the list of allowed hosts. An administrator adds it to DATA_SOURCE_HOSTS.`,
  });
}

/**
 * Looks a name up and gives only addresses that may be dialled. The connection then goes to what was checked: a name
 * that changes its address in between changes nothing.
 */
export function guardedLookup(allowed: AllowedHosts): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const addresses = found.filter(({ address }) => allowed.address(address, hostname));
      const [first] = addresses;
      if (first === undefined) return callback(new ForbiddenAddress(hostname), '', 0);
      if (options.all) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}

/** A name of the list that leads to an address which must not be dialled. */
export class ForbiddenAddress extends Error {
  readonly code = 'EFORBIDDENADDRESS';

  constructor(host: string) {
    super(`"${host}" leads to an address of this machine, its network link or a metadata service.`);
    this.name = 'ForbiddenAddress';
  }
}

/** A socket that is not connected yet; its `connect(port, host)` looks the host up behind the guard. */
export function guardedSocket(allowed: AllowedHosts): Socket {
  const socket = new Socket();
  const dial = socket.connect.bind(socket);
  return Object.assign(socket, {
    connect: (port: number, host: string) => dial({ port, host, lookup: guardedLookup(allowed) }),
  });
}

/** Dials; the promise is kept once the connection stands. */
export function dialGuarded(
  allowed: AllowedHosts,
  { host, port, signal }: { readonly host: string; readonly port: number; readonly signal: AbortSignal },
): Promise<Socket> {
  requireAllowedHost(allowed, host, port);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, lookup: guardedLookup(allowed), signal });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

/**
 * Dials where a server of the list sent us on to (Azure SQL redirects to the machine that holds the database): a host
 * of the same domain, or one of the list itself.
 */
export function dialRerouted(
  allowed: AllowedHosts,
  to: { readonly from: string; readonly host: string; readonly port: number; readonly signal: AbortSignal },
): Promise<Socket> {
  const domain = to.from.toLowerCase().split('.').slice(-3).join('.');
  const same = domain.split('.').length === 3 && to.host.toLowerCase().endsWith(`.${domain}`);
  const hosts = same ? { ...allowed, host: () => true } : allowed;
  return dialGuarded(hosts, to);
}
