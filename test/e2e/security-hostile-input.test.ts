import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { allRoutes } from '../../lib/http/registry.ts';
import type { Answer, AnyRoute } from '../../lib/http/route.ts';
import '../support/every-route.ts';
import type { InProcessPerson } from '../support/in-process-person.ts';
import { PORTAL } from '../support/in-process-person.ts';
import { type RegisteredInstallation, registered } from '../support/registered-installation.ts';
import { sampleInput } from '../support/sample-input.ts';
import { ADA, type Directory, startDirectory } from '../support/stand-in-installation.ts';

// On a busy machine the longest of these take a while.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/**
 * Hostile text in every place that takes text, on every route, in the name of an administrator. The input is made from
 * the routes' own schemas, so that a new route is covered by being registered.
 */
let directory: Directory;
let there: RegisteredInstallation;
let trap: Server;
let trapUrl = '';
const trapped: string[] = [];

beforeEach(async () => {
  // As deployed: in development loopback would be allowed, where the stand-ins are.
  there = await registered(directory, {
    DATA_SOURCE_HOSTS: 'data.contoso.example',
    WEBHOOK_HOSTS: 'hooks.contoso.example',
  });
});
beforeAll(async () => {
  directory = await startDirectory();
  trap = createServer((request, response) => {
    trapped.push(`${request.method} ${request.url}`);
    response.end('caught');
  });
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
  trapUrl = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await directory.close();
  await new Promise((resolve) => trap.close(resolve));
});

const HOSTILE: Readonly<Record<string, () => string>> = {
  'a line break': () => 'x\r\nset-cookie: evil=1\r\nlocation: https://evil.example\r\n\r\n',
  'a lone carriage return': () => 'x\rset-cookie: evil=1',
  'an address inside': () => `${trapUrl}/latest/meta-data`,
  'an address without a scheme': () => trapUrl.slice('http:'.length),
  'a file': () => 'file:///etc/passwd',
  'a path upwards': () => '../../../../admin',
  'an encoded path upwards': () => '%2e%2e%2f%2e%2e%2fadmin',
  'a filter': () => "x' or PartitionKey ge '",
  markup: () => '<script>alert(1)</script><!--',
  'a prototype': () => '__proto__',
  'a constructor': () => 'constructor',
  'a null character': () => 'x\u0000y',
  'half a surrogate pair': () => 'x\ud800y',
  'the other direction': () => '\u202etxt.exe',
  'a row key that is none': () => 'a/b\\c#d?e',
  'a long text': () => 'x'.repeat(20_000),
  nothing: () => '',
};

/** Those that end the registration come last, and after them those that end sessions. */
const turnOf = ({ name }: AnyRoute) =>
  /^auth-sign-(out|everybody)/.test(name) ? 2 : Number(/^registration-/.test(name));
const inOrder = () => [...allRoutes()].sort((a, b) => turnOf(a) - turnOf(b));

function requestsOf(route: AnyRoute, text: string): { path: string; body?: string }[] {
  const bare = `/${route.path.replace(/\{\*?(\w+)[^}]*\}/g, () => encodeURIComponent(safe(text)))}`;
  const valid = `/${route.path.replace(/\{\*?(\w+)[^}]*\}/g, '77777777-7777-4777-8777-777777777777')}`;
  const query = route.query && sampleInput(route.query, { every: true, text: () => text });
  const asked = new URLSearchParams(
    Object.entries((query as Record<string, unknown>) ?? {}).map(([name, value]) => [name, String(value)]),
  );
  const paths = [bare, valid].map((path) => (asked.size > 0 ? `${path}?${asked}` : path));
  const form = route.body;
  if (!form) return paths.map((path) => ({ path }));
  if (!('json' in form)) return paths.map((path) => ({ path, body: text }));
  const every = JSON.stringify(sampleInput(form.json, { every: true, text: () => text }) ?? null);
  const mixed = JSON.stringify(
    sampleInput(form.json, {
      every: true,
      text: ({ name, schema }) =>
        schema.format !== undefined || schema.pattern !== undefined || name.endsWith('Id')
          ? '77777777-7777-4777-8777-777777777777'
          : text,
    }) ?? null,
  );
  return paths.flatMap((path) =>
    [every, mixed, `{"__proto__":${JSON.stringify(text)}}`].map((body) => ({ path, body })),
  );
}

/** A browser can send no half of a pair in an address. */
const safe = (text: string) => text.toWellFormed().slice(0, 2000) || 'x';

async function send(
  who: InProcessPerson,
  route: AnyRoute,
  request: { path: string; body?: string },
): Promise<Answer> {
  const type = route.body && 'bytes' in route.body ? route.body.bytes.contentTypes[0] : undefined;
  return who.send(route.method, request.path, {
    ...(request.body !== undefined && { body: request.body }),
    headers: { 'if-match': '"x"', ...(type !== undefined && { 'content-type': type }) },
  });
}

describe('hostile text', () => {
  for (const [what, text] of Object.entries(HOSTILE))
    it(`${what}: no failure of ours, no header of its own, no call to where it leads`, async () => {
      const wrong: string[] = [];
      let [answered, admitted] = [0, 0];
      for (const route of inOrder()) {
        for (const request of requestsOf(route, text())) {
          const ada = there.installation.person(ADA, there.ada.entra);
          for (const [name, value] of there.ada.cookies) ada.cookies.set(name, value);
          const answer = await send(ada, route, request);
          answered += 1;
          if (answer.status !== 401) admitted += 1;
          const code = (answer.body as { code?: string } | undefined)?.code;
          if (answer.status === 500 || code === 'INTERNAL')
            wrong.push(`${route.name} failed on ${request.path}`);
          for (const [name, value] of Object.entries(answer.headers ?? {}))
            if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) wrong.push(`${route.name}: header ${name}`);
          for (const cookie of answer.cookies ?? [])
            if (/[^\x21-\x7e]|[;,]/.test(`${cookie.name}${cookie.value}`))
              wrong.push(`${route.name}: cookie ${cookie.name}`);
          const location = answer.headers?.location;
          const origins = [PORTAL, directory.entra.url];
          if (location !== undefined && !origins.includes(new URL(location, PORTAL).origin))
            wrong.push(`${route.name} leads to ${location}`);
          const type = answer.headers?.['content-type'] ?? '';
          if (answer.status >= 400 && type !== 'application/problem+json')
            wrong.push(`${route.name}: ${type}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(answered).toBeGreaterThan(60);
      expect(admitted / answered).toBeGreaterThan(0.8);
      expect(trapped).toEqual([]);
    });

  it('as a report: an external picture and data from an address inside are not fetched for whoever uploads them', async () => {
    const report = `<?xml version="1.0" encoding="utf-8"?>
<Report xmlns="http://schemas.microsoft.com/sqlserver/reporting/2016/01/reportdefinition">
  <ReportSections><ReportSection><Body><ReportItems>
    <Image Name="Image1"><Source>External</Source><Value>${trapUrl}/picture.png</Value>
      <Height>1in</Height><Width>1in</Width></Image>
  </ReportItems><Height>2in</Height></Body><Width>4in</Width><Page /></ReportSection></ReportSections>
</Report>`;
    const { ada } = there;
    const uploaded = await ada.send('PUT', '/api/catalog/Hostile.rdl', {
      body: report,
      headers: { 'content-type': 'application/xml' },
    });
    expect(uploaded.status).toBe(201);
    const { id } = uploaded.body as { id: string };
    expect((await ada.send('GET', `/api/reports/${id}`)).status).toBe(200);
    const now = there.installation.app.clock.now();
    const drawing = there.installation.drawn.render({
      reportId: id,
      itemName: 'Image1',
      parameters: {},
      now,
    });
    await expect(drawing).rejects.toMatchObject({ code: 'DATA_SOURCE_FAILED' });
    // Refused by the list of allowed hosts before it was dialled, not merely out of reach.
    const refusals = there.installation.logLines.filter((line) => line.includes('image.refused'));
    expect(refusals.map((line) => JSON.parse(line).code)).toEqual(['DATA_SOURCE_NOT_ALLOWED']);
    expect(trapped).toEqual([]);
  });
});
