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

  it('keeps ids, codes and counts', () => {
    expect(JSON.parse(written({ runId: 'r', code: 'NOT_FOUND', lateMs: 5 }))).toEqual({
      event: 'event',
      runId: 'r',
      code: 'NOT_FOUND',
      lateMs: 5,
    });
  });
});
