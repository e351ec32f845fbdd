import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseAllowedHosts } from '../../../lib/data-sources/network/allowed-hosts.ts';
import { DomainError } from '../../../lib/errors.ts';
import { showWebhook } from '../../../lib/http/show.ts';
import { parseWebhookAddress } from '../../../lib/notifications/post-webhook.ts';
import { testWebhook } from '../../../lib/notifications/test-webhook.ts';
import type { WebhookFormat } from '../../../lib/notifications/webhook.ts';
import { parseSettings } from '../../../lib/settings.ts';
import { runUpkeep } from '../../../lib/upkeep/run-upkeep.ts';
import { upkeepWork } from '../../../lib/upkeep/upkeep-work.ts';
import { MemoryInstallation, OWNER, TENANT, TEST_ENVIRONMENT } from '../../support/memory-installation.ts';

const ADA = {
  kind: 'user',
  tenantId: TENANT,
  oid: 'a0000000-0000-4000-8000-00000000000a',
  owner: OWNER,
  upn: 'ada@contoso.com',
  name: 'Ada',
  roles: ['Admin'],
} as const;
const SIGNATURE = 'sig=Zm9vYmFyc2lnbmF0dXJl';

let installation: MemoryInstallation;
let server: Server;
let url: string;
let status: number;
let headers: Record<string, string>;
let bodies: Record<string, unknown>[];

beforeEach(async () => {
  installation = new MemoryInstallation();
  [status, headers, bodies] = [202, {}, []];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>);
      response.writeHead(status, headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/workflow?${SIGNATURE}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function set(format: WebhookFormat) {
  const address = parseWebhookAddress(installation.app.settings.webhookHosts, url);
  return installation.app.webhooks.set({ address, format, by: OWNER });
}

const news = {
  kind: 'failed',
  subject: 's',
  code: 'ITEM_NOT_FOUND',
  text: 'Item [x](http://evil) is gone.',
} as const;
const tell = () => installation.app.notifications.tell(OWNER, news);

async function pass(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    installation.clock.advance({ minutes: 1 });
    await runUpkeep({ ...installation.app, upkeepWork: upkeepWork(installation.app) });
  }
}

describe('a webhook', () => {
  it('is told once per cause, as a card that Teams shows, with a link', async () => {
    await set('teams');
    await tell();
    await tell();
    await pass(3);
    expect(bodies).toHaveLength(1);
    const text = JSON.stringify(bodies[0]);
    expect(bodies[0]).toMatchObject({
      type: 'message',
      attachments: [
        { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard' } },
      ],
    });
    expect(text).toContain('"url":"http://127.0.0.1:7071/subscriptions?id=s"');
    expect(text).not.toContain('[x](http://evil)');
  });

  it('is told in plain fields where another program listens', async () => {
    await set('json');
    await tell();
    await pass(1);
    expect(bodies).toMatchObject([
      {
        source: 'Report Tiles',
        kind: 'failed',
        code: 'ITEM_NOT_FOUND',
        text: news.text,
        at: '2026-11-23T07:00:30Z',
      },
    ]);
  });

  it('is told nothing of what was healed meanwhile, nor where none is set', async () => {
    await tell();
    await pass(2);
    await set('json');
    await pass(2);
    await installation.app.notifications.tell(OWNER, { ...news, subject: 'other' });
    await installation.app.notifications.heal(OWNER, { subject: 'other' });
    await pass(2);
    expect(bodies).toEqual([]);
  });

  it('is tried again later and later for two days, and shows since when nothing gets through', async () => {
    await set('json');
    status = 500;
    await tell();
    await pass(30);
    expect(bodies).toHaveLength(4);
    const failing = await installation.app.webhooks.current();
    expect(failing?.failing?.text).toMatch(/answered 500/);
    expect(failing?.failing?.since.toString()).toBe('2026-11-23T07:01:30Z');
    status = 200;
    await pass(60);
    expect(bodies).toHaveLength(5);
    expect((await installation.app.webhooks.current())?.failing).toBeUndefined();
    await pass(200);
    expect(bodies).toHaveLength(5);
  });

  it('waits as long as it is asked to', async () => {
    await set('json');
    [status, headers] = [429, { 'retry-after': '1800' }];
    await tell();
    await pass(29);
    expect(bodies).toHaveLength(1);
    await pass(3);
    expect(bodies).toHaveLength(2);
  });

  it('is left after two days', async () => {
    await set('json');
    status = 404;
    await tell();
    await pass(4 * 24 * 60);
    expect(bodies).toHaveLength(9);
  });

  it('follows no redirect', async () => {
    await set('json');
    [status, headers] = [307, { location: 'http://127.0.0.1:1/' }];
    await expect(testWebhook(installation.app, ADA)).rejects.toThrow(/answered 307/);
  });

  it('can be tested', async () => {
    await expect(testWebhook(installation.app, ADA)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await set('teams');
    await testWebhook(installation.app, ADA);
    expect(JSON.stringify(bodies)).toContain('A test of Report Tiles');
  });

  it('keeps its address a secret: no row, no answer and no log holds it', async () => {
    const webhook = await set('teams');
    status = 400;
    await tell();
    await pass(3);
    const { rows } = await installation.storage.table('Registration').page({ partition: { is: 'settings' } });
    const { rows: tasks } = await installation.storage
      .table('Upkeep')
      .page({ partition: { from: '0', to: '9' } });
    const seen = JSON.stringify([rows, tasks, showWebhook(webhook), installation.events]);
    expect(seen).not.toContain(SIGNATURE);
    expect(seen).not.toContain('/workflow');
  });

  it('is unreadable after it was removed, and where its row was never written', async () => {
    const webhook = await set('json');
    await installation.app.webhooks.remove();
    expect(await installation.app.webhooks.address(webhook)).toBeUndefined();
    expect(await installation.app.webhooks.current()).toBeUndefined();
    const again = await set('json');
    const key = { partitionKey: 'settings', rowKey: 'webhook' };
    await installation.storage.table('Registration').write({ kind: 'delete', key, etag: '*' });
    await pass(180);
    expect(await installation.app.webhooks.address(again)).toBeUndefined();
  });
});

describe('the address of a webhook', () => {
  const settings = parseSettings(TEST_ENVIRONMENT);
  const refusal = (address: string, hosts = settings.webhookHosts) => {
    try {
      parseWebhookAddress(hosts, address);
      return undefined;
    } catch (error) {
      return error instanceof DomainError ? error.code : error;
    }
  };

  it('may lead to workflows of Teams and to Logic Apps without a setting', () => {
    for (const host of [
      'prod-01.westeurope.logic.azure.com:443',
      'default0123.45.environment.api.powerplatform.com',
    ])
      expect(refusal(`https://${host}/workflows/x?api-version=1&${SIGNATURE}`)).toBeUndefined();
  });

  it('must be https, of a listed host, and without a password', () => {
    expect(refusal('no url')).toBe('WEBHOOK_INVALID');
    expect(refusal('http://prod-01.westeurope.logic.azure.com/x')).toBe('WEBHOOK_INVALID');
    expect(refusal('https://u:p@prod-01.westeurope.logic.azure.com/x')).toBe('WEBHOOK_INVALID');
    expect(refusal('file:///etc/passwd')).toBe('WEBHOOK_INVALID');
    for (const host of [
      'example.com',
      'logic.azure.com.evil.example',
      '169.254.169.254',
      'x.logic.azure.com:8080',
    ])
      expect(refusal(`https://${host}/x`)).toBe('WEBHOOK_NOT_ALLOWED');
    const none = parseAllowedHosts('');
    expect(none.ok && refusal(url, none.hosts)).toBe('WEBHOOK_NOT_ALLOWED');
  });
});
