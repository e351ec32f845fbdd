import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { jsonLog } from '../../lib/log.ts';

function written(fields: Record<string, unknown>): string {
  let line = '';
  jsonLog((_, text) => {
    line = text;
  }).info('event', fields);
  return line;
}

describe('the log', () => {
  const jwt = `eyJhbGciOiJSUzI1NiJ9.${'a'.repeat(40)}.${'b'.repeat(40)}`;

  for (const name of [
    'token',
    'accessToken',
    'client_secret',
    'password',
    'authorization',
    'cookie',
    'connectionString',
    'codeVerifier',
    'sig',
  ])
    it(`never holds the value of a field named ${name}`, () =>
      expect(written({ [name]: 'hunter2' })).not.toContain('hunter2'));

  it('masks what looks like a token, wherever it stands', () => {
    expect(written({ message: `got ${jwt}` })).not.toContain('aaaa');
    expect(written({ error: new Error(`got ${jwt}`, { cause: new Error(jwt) }) })).not.toContain('aaaa');
    expect(written({ deep: { text: 'AccountKey=abcdef==;x' } })).not.toContain('abcdef');
  });

  it('masks them in lists, in addresses and in what Entra calls a refresh token', () => {
    expect(written({ list: [`Bearer ${jwt}`, { token: 'hunter2' }] })).not.toMatch(/aaaa|hunter2/);
    const secret = 'S'.repeat(43);
    expect(
      written({ url: `https://x/t/5c000000-0000-4000-8000-000000000001/${secret}/v.png` }),
    ).not.toContain(secret);
    expect(written({ text: `1.AXkA${'r'.repeat(60)}` })).not.toContain('rrrr');
    expect(written({ url: 'https://x/blob?sv=1&sig=abc%2Fdef&x=1' })).not.toContain('abc');
  });

  it('writes points in time as they are', () => {
    expect(written({ at: Temporal.Instant.from('2026-11-23T07:00:00Z') })).toContain('2026-11-23T07:00:00Z');
  });

  it('keeps ids, codes and counts', () => {
    expect(JSON.parse(written({ runId: 'r', code: 'NOT_FOUND', lateMs: 5 }))).toEqual({
      event: 'event',
      runId: 'r',
      code: 'NOT_FOUND',
      lateMs: 5,
    });
  });
});
