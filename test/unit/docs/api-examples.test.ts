import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import '../../support/every-route.ts';
import type { App } from '../../../lib/app.ts';
import { allRoutes } from '../../../lib/http/registry.ts';
import type { Answer } from '../../../lib/http/route.ts';
import { serve } from '../../../lib/http/serve.ts';
import { MemoryInstallation, OWNER, TENANT } from '../../support/memory-installation.ts';
import { addTestSubscription } from '../../support/subscriptions.ts';

type Example = {
  readonly title: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly status: number;
  readonly answer: object;
};

/** Request line, headers and body; an empty line; status and what the answer holds at least. */
function examplesIn(markdown: string): readonly Example[] {
  return [...markdown.matchAll(/```http\n([\s\S]*?)\n```/g)].map(([, block = '']) => {
    const [request = '', expected = ''] = block.split(/\n\n(?=\d{3}\n)/);
    const [title = '', ...lines] = request.split('\n');
    const [method = '', path = ''] = title.split(' ');
    const headers = lines.filter((line) => /^[\w-]+: /.test(line)).map((line) => line.split(': '));
    const body = lines.filter((line) => !/^[\w-]+: /.test(line)).join('\n');
    const [status, ...answer] = expected.split('\n');
    return {
      title,
      method,
      path,
      headers: Object.fromEntries(headers),
      body: body === '' ? undefined : body,
      status: Number(status),
      answer: JSON.parse(answer.join('\n')),
    };
  });
}

async function ask(app: App, { method, path, headers, body }: Example): Promise<Answer> {
  const url = new URL(path, 'http://127.0.0.1:7071');
  for (const route of allRoutes()) {
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
    const match = new RegExp(`^/${route.path.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(url.pathname);
    if (!match || route.method !== method || route.path.includes('*')) continue;
    const params = Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? '']));
    const all = new Headers({
      authorization: 'Bearer token',
      'content-type': 'application/json',
      ...headers,
    });
    const bytes = new TextEncoder().encode(body ?? '');
    return await serve(route, app, {
      method,
      url: url.href,
      headers: all,
      params,
      arrayBuffer: async () => bytes.buffer,
    });
  }
  throw new Error(`No route answers ${method} ${path}.`);
}

describe('the examples of docs/api.md', () => {
  it('are answered as the page says', async () => {
    const installation = new MemoryInstallation();
    const person = {
      kind: 'user',
      owner: OWNER,
      tenantId: TENANT,
      oid: OWNER.split('|')[1] ?? '',
      roles: [],
    } as const;
    const app: App = {
      ...installation.app,
      verifyBearer: async () => ({ ...person, name: 'Bob', upn: '', via: 'bearer' }),
    };
    const id = await addTestSubscription(installation);
    const examples = examplesIn(readFileSync('docs/api.md', 'utf8'));
    expect(examples.length).toBeGreaterThan(8);
    for (const example of examples) {
      const stamp = (await app.subscriptions.get(OWNER, id))?.revision ?? '';
      const filled: Example = JSON.parse(
        JSON.stringify(example).replaceAll('{id}', id).replaceAll('{stamp}', stamp),
      );
      const answer = await ask(app, filled);
      const body =
        answer.body instanceof Uint8Array
          ? undefined
          : typeof answer.body === 'string'
            ? JSON.parse(answer.body)
            : answer.body;
      expect(answer.status, example.title).toBe(example.status);
      expect(body, example.title).toMatchObject(example.answer);
    }
  });
});
