/**
 * Tries a deployment from outside: the app answers, reaches storage and vault, serves its portal and its description, and lets
 * nobody in unasked. A cold start is waited for.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

type Expectation = { readonly path: string; readonly status: number; readonly holds: string };

const EXPECTED: readonly Expectation[] = [
  { path: '/api/health', status: 200, holds: '"ok"' },
  { path: '/api/ready', status: 200, holds: '"ready"' },
  { path: '/api/openapi.json', status: 200, holds: '"openapi":"3.1' },
  { path: '/', status: 200, holds: '<!doctype html>' },
  { path: '/api/subscriptions', status: 401, holds: '"code"' },
];

const ATTEMPTS = 20;
const PAUSE_MS = 6000;

/** The first expectation that is not met, in words; undefined when all are. */
export async function firstFailure(
  base: string,
  send: (url: string) => Promise<Response> = (url) => fetch(url, { signal: AbortSignal.timeout(60_000) }),
): Promise<string | undefined> {
  for (const { path, status, holds } of EXPECTED) {
    try {
      const answer = await send(`${base}${path}`);
      const text = await answer.text();
      if (answer.status !== status || !text.toLowerCase().includes(holds))
        return `${path}: ${answer.status}, expected ${status} with ${holds}`;
    } catch (error) {
      return `${path}: ${error instanceof Error ? error.message : error}`;
    }
  }
  return undefined;
}

/** PORTAL_URL from the argument, the file that `azd env get-values` writes, or the environment. */
function portalUrl(): string {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { env: { type: 'string' } } });
  const file = values.env ? readFileSync(values.env, 'utf8') : '';
  const url = positionals[0] ?? /^PORTAL_URL="?([^"\n]+)"?$/m.exec(file)?.[1] ?? process.env.PORTAL_URL;
  if (!url) throw new Error('usage: smoke-test URL | --env FILE');
  return url.replace(/\/+$/, '');
}

async function main(): Promise<number> {
  const base = portalUrl();
  let failure: string | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    failure = await firstFailure(base);
    if (!failure) {
      console.log(`${base} answers as it should.`);
      return 0;
    }
    console.error(failure);
    await new Promise<void>((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return 1;
}

if (import.meta.main) process.exitCode = await main();
