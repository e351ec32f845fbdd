import { describe, expect, it } from 'vitest';
import { firstFailure } from '../../../scripts/smoke-test.ts';

const ANSWERS: Readonly<Record<string, readonly [number, string]>> = {
  '/api/health': [200, '{"status":"ok"}'],
  '/api/ready': [200, '{"status":"ready"}'],
  '/api/openapi.json': [200, '{"openapi":"3.1.0"}'],
  '/': [200, '<!doctype html>'],
  '/api/subscriptions': [401, '{"code":"UNAUTHENTICATED"}'],
};

const answering = (changes: typeof ANSWERS) => async (url: string) => {
  const [status, body] = { ...ANSWERS, ...changes }[new URL(url).pathname] ?? [404, ''];
  return new Response(body, { status });
};

describe('the smoke test', () => {
  it('passes a deployment that answers', async () => {
    expect(await firstFailure('https://x.example', answering({}))).toBeUndefined();
  });

  it('fails one that cannot reach its vault, and one that lets strangers in', async () => {
    expect(await firstFailure('https://x.example', answering({ '/api/ready': [503, '{}'] }))).toContain(
      '/api/ready: 503',
    );
    expect(
      await firstFailure('https://x.example', answering({ '/api/subscriptions': [200, '[]'] })),
    ).toContain('expected 401');
  });
});
