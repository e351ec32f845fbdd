import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endHosts, type HostProcess, startHostProcess } from './host-process.ts';

let host: HostProcess;
let url: string;

beforeAll(async () => {
  host = startHostProcess('streams-app', { env: { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '100000' } });
  url = await host.ready();
});
afterAll(endHosts);

describe('HTTP streams', () => {
  it('hand a body on in pieces and answer while it still comes', async () => {
    const events: string[] = [];
    const answer = await new Promise<string>((resolve, reject) => {
      const call = request(`${url}/api/upper/x?q=1`, { method: 'POST' }, (response) => {
        let text = '';
        expect(response.headers).toMatchObject({
          'x-name': 'x',
          'x-query': '1',
          'x-url': `${url}/api/upper/x?q=1`,
        });
        expect(response.headers['set-cookie']).toEqual(['a=1']);
        expect(response.headers['x-ms-invocation-id']).toBeUndefined();
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          events.push(`got ${chunk.toString()}`);
          if (text === 'FIRST') {
            events.push('sent second');
            call.end('second');
          }
        });
        response.on('end', () => resolve(text));
      });
      call.on('error', reject);
      call.write('first');
    });
    expect(answer).toBe('FIRSTSECOND');
    expect(events).toEqual(['got FIRST', 'sent second', 'got SECOND']);
  });

  it('deliver an answer piece by piece', async () => {
    const started = performance.now();
    const response = await fetch(`${url}/api/ticks`);
    const times: number[] = [];
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      times.push(performance.now() - started);
    }
    expect(text).toBe('tick 0\ntick 1\ntick 2\n');
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(250);
  });

  it('answer 500 when the handler throws', async () => {
    expect((await fetch(`${url}/api/throws`)).status).toBe(500);
  });

  it('answer 500 when the handler returns nothing, which leaves the library silent', async () => {
    expect((await fetch(`${url}/api/silent`)).status).toBe(500);
  });

  it('answer 413 to what is announced as too large', async () => {
    const answer = await fetch(`${url}/api/upper/x`, { method: 'POST', body: 'x'.repeat(100_001) });
    expect(answer.status).toBe(413);
  });

  it('stop in order', async () => {
    host.signal('SIGTERM');
    expect(await host.exit()).toBe(0);
  });
});
