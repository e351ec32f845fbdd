import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export type AuthLevel = 'anonymous' | 'function' | 'admin';

export type HostKeys = {
  /** Opens everything, the admin endpoints too. */
  readonly master: string;
  /** Opens every function of level `function`. */
  readonly host: string;
  /** Opens one function each; by its name. */
  readonly functions: Readonly<Record<string, string>>;
};

/** Fills in keys that were not given with random ones; `generated` says whether the master key is one of them. */
export function completeKeys(given: Partial<HostKeys>): { keys: HostKeys; generated: boolean } {
  const random = () => randomBytes(30).toString('base64url');
  return {
    keys: {
      master: given.master ?? random(),
      host: given.host ?? random(),
      functions: given.functions ?? {},
    },
    generated: given.master === undefined,
  };
}

/** The level that a request's key reaches for a function: the header x-functions-key, else `code` in the query. */
export function reachedLevel(
  keys: HostKeys,
  functionName: string,
  headers: IncomingHttpHeaders,
  query: URLSearchParams,
): AuthLevel {
  const header = headers['x-functions-key'];
  const key = typeof header === 'string' && header !== '' ? header : query.get('code');
  if (key === null) return 'anonymous';
  if (same(key, keys.master)) return 'admin';
  const own = Object.entries(keys.functions).find(
    ([name]) => name.toLowerCase() === functionName.toLowerCase(),
  )?.[1];
  const opens = same(key, keys.host) || (own !== undefined && same(key, own));
  return opens ? 'function' : 'anonymous';
}

const RANK: Readonly<Record<AuthLevel, number>> = { anonymous: 0, function: 1, admin: 2 };

export function isAllowed(reached: AuthLevel, required: AuthLevel): boolean {
  return RANK[reached] >= RANK[required];
}

function same(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
