import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeTransport } from '../../../lib/report-server/http/node-transport.ts';
import { restClient } from '../../../lib/report-server/rest/rest-client.ts';
import type { ServerAuth } from '../../../lib/report-server/server.ts';
import type { ReportServerStandIn } from '../../../sandbox/report-server/start.ts';
import { allowedHosts, SERVICE, startTestReportServer } from '../../support/report-server.ts';

const hasOpenSsl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenSsl)
  console.warn('Report servers over TLS are not tested: there is no openssl to make a certificate.');

type Certificates = {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
  /** Of the same key; it ended yesterday. */
  readonly expired: string;
};

/** A certificate authority of our own, and a certificate of it for 127.0.0.1. */
function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'report-tiles-tls-'));
  const at = (name: string) => join(folder, name);
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const newKey = ['-newkey', 'rsa:2048', '-nodes'];
  writeFileSync(at('ext'), 'subjectAltName=IP:127.0.0.1\n');
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.pem'),
    '-days',
    '2',
    '-subj',
    '/CN=Contoso authority',
  );
  openssl('req', ...newKey, '-keyout', at('key.pem'), '-out', at('csr'), '-subj', '/CN=127.0.0.1');
  for (const [file, days] of [
    ['cert.pem', '2'],
    ['expired.pem', '-1'],
  ] as const)
    openssl(
      ...['x509', '-req', '-in', at('csr'), '-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial'],
      ...['-out', at(file), '-days', days, '-extfile', at('ext')],
    );
  const text = (name: string) => readFileSync(at(name), 'utf8');
  const made = {
    key: text('key.pem'),
    cert: text('cert.pem'),
    ca: text('ca.pem'),
    expired: text('expired.pem'),
  };
  rmSync(folder, { recursive: true });
  return made;
}

describe.skipIf(!hasOpenSsl)('a report server over TLS with a private authority', () => {
  let server: ReportServerStandIn;
  let certificates: Certificates;
  beforeAll(async () => {
    certificates = makeCertificates();
    server = await startTestReportServer({ tls: certificates });
  });
  afterAll(() => server.close());

  const me = async (auth: ServerAuth, ca: string | undefined) => {
    const { portalUrl } = server;
    const options = { allowed: allowedHosts('127.0.0.1'), nowMs: () => Date.now() };
    const transport = nodeTransport({ portalUrl, auth, ca }, SERVICE, options);
    return restClient(transport, portalUrl)
      .me()
      .finally(() => transport.close());
  };

  it('is trusted by the certificate that the administrator entered, and not without it', async () => {
    await expect(me('basic', certificates.ca)).resolves.toMatchObject({ Username: SERVICE.account });
    const refused = me('basic', undefined);
    await expect(refused).rejects.toMatchObject({ code: 'REPORT_SERVER_UNAVAILABLE' });
    await expect(refused).rejects.toThrow(/is not trusted/);
  });

  it('whose certificate is over, or for another name, is told from one that nobody trusts', async () => {
    const { key, ca, expired } = certificates;
    const old = await startTestReportServer({ tls: { key, cert: expired } });
    const ask = (portalUrl: string) => {
      const options = { allowed: allowedHosts('127.0.0.1,localhost'), nowMs: () => Date.now() };
      const transport = nodeTransport({ portalUrl, auth: 'basic', ca }, SERVICE, options);
      return restClient(transport, portalUrl)
        .me()
        .finally(() => transport.close());
    };
    await expect(ask(old.portalUrl)).rejects.toThrow(/has expired: renew it on the report server/);
    await expect(ask(server.portalUrl.replace('127.0.0.1', 'localhost'))).rejects.toThrow(
      /not for the name localhost/,
    );
    await old.close();
  });

  it('takes NTLM sign-ins that are bound to its certificate (Extended Protection)', async () => {
    await expect(me('ntlm', certificates.ca)).resolves.toMatchObject({ Username: SERVICE.account });
  });
});
