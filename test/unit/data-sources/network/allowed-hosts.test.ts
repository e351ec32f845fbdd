import { describe, expect, it } from 'vitest';
import { type AllowedHosts, parseAllowedHosts } from '../../../../lib/data-sources/network/allowed-hosts.ts';

function allow(list: string): AllowedHosts {
  const parsed = parseAllowedHosts(list);
  if (!parsed.ok) throw new Error(parsed.wrong.join());
  return parsed.hosts;
}

describe('the list of allowed hosts', () => {
  it('allows nothing while it is empty', () => {
    expect(allow('').host('db.contoso.com', 1433)).toBe(false);
    expect(allow(' , ').host('10.0.0.1', 1433)).toBe(false);
  });

  it('takes names, endings of names, addresses and ranges, each with a port or without', () => {
    const hosts = allow(
      'sql.contoso.com, *.database.windows.net:1433 10.1.0.0/16;192.168.1.20:5432,[fd12::]:3306',
    );
    for (const [host, port, expected] of [
      ['SQL.contoso.com.', 1, true],
      ['evil-sql.contoso.com', 1433, false],
      ['sql.contoso.com.evil.example', 1433, false],
      ['a.b.database.windows.net', 1433, true],
      ['a.database.windows.net', 80, false],
      ['database.windows.net', 1433, false],
      ['10.1.255.3', 443, true],
      ['10.2.0.1', 443, false],
      ['192.168.1.20', 5432, true],
      ['192.168.1.20', 5433, false],
      ['fd12::', 3306, true],
      ['[fd12::]', 3306, true],
    ] as const)
      expect(hosts.host(host, port), `${host}:${port}`).toBe(expected);
  });

  it('never lets a name lead to this machine, its link, or a metadata service', () => {
    const hosts = allow('*, localhost.contoso.com');
    for (const address of [
      '127.0.0.1',
      '127.8.9.1',
      '0.0.0.0',
      '169.254.169.254',
      '168.63.129.16',
      '100.100.100.200',
      '224.0.0.1',
      '255.255.255.255',
      '::1',
      '::',
      '::ffff:127.0.0.1',
      '::ffff:a9fe:a9fe',
      '::7f00:1',
      'fe80::1',
      'ff02::1',
      'fd00:ec2::254',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
    ])
      expect(hosts.address(address, 'db.contoso.com'), address).toBe(false);
    for (const address of ['10.0.0.4', '192.168.0.9', '172.16.0.1', '20.50.2.1', 'fd12::1', '2603:1020::1'])
      expect(hosts.address(address, 'db.contoso.com'), address).toBe(true);
  });

  it('lets them be reached where the list names the address itself, or localhost', () => {
    expect(allow('127.0.0.1').address('127.0.0.1', 'db.contoso.com')).toBe(true);
    expect(allow('127.0.0.0/8').address('127.0.0.9', '127.0.0.9')).toBe(true);
    expect(allow('localhost').address('::1', 'localhost')).toBe(true);
    expect(allow('localhost').address('127.0.0.1', 'db.contoso.com')).toBe(false);
  });

  it('names what is no pattern', () => {
    for (const wrong of [
      'http://db',
      'db:0',
      'db:99999',
      '*.',
      'a.*.b',
      '10.0.0.0/33',
      '300.1.1.1',
      '-db',
      'db_/x',
    ])
      expect(parseAllowedHosts(`db.contoso.com, ${wrong}`), wrong).toEqual({ ok: false, wrong: [wrong] });
  });
});
