import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../errors.ts';

export type Graph = {
  readonly baseUrl: string;
  readonly token: () => Promise<string>;
};

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

const DEADLINE_MS = 20_000;
const ATTEMPTS = 4;

/**
 * One Graph request. Transient answers are repeated: every caller looks up before it creates, and what may be created
 * twice (an application) is not repeated after an answer was lost.
 * @param options.replicating also repeats 400 and 404: an object made a moment ago may not be everywhere yet.
 */
export async function one<T>(
  graph: Graph,
  method: Method,
  path: string,
  body?: unknown,
  options: { readonly replicating?: true } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const answer = await send(graph, method, path, body);
    if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as T;
    const problem = await problemOf(answer);
    const replicating = options.replicating && (answer.status === 400 || answer.status === 404);
    const transient = answer.status === 429 || answer.status >= 500 || replicating;
    if (!transient || attempt === ATTEMPTS || (method === 'POST' && answer.status >= 500)) throw problem;
    const retryAfter = Number(answer.headers.get('retry-after') ?? Number.NaN);
    await sleep(Number.isFinite(retryAfter) ? Math.min(retryAfter, 30) * 1000 : 250 * 2 ** attempt);
  }
}

/** Every element of a collection, page by page. */
export async function many<T>(graph: Graph, path: string): Promise<readonly T[]> {
  const found: T[] = [];
  let next: string | undefined = path;
  while (next !== undefined) {
    const page: { value: readonly T[]; '@odata.nextLink'?: string } = await one(graph, 'GET', next);
    found.push(...page.value);
    const link = page['@odata.nextLink'];
    next = link?.startsWith(`${graph.baseUrl}/v1.0`) ? link.slice(`${graph.baseUrl}/v1.0`.length) : undefined;
  }
  return found;
}

async function send(graph: Graph, method: Method, path: string, body: unknown): Promise<Response> {
  const token = await graph.token();
  try {
    return await fetch(`${graph.baseUrl}/v1.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
  } catch (error) {
    throw new DomainError('DIRECTORY_UNAVAILABLE', { cause: error });
  }
}

async function problemOf(answer: Response): Promise<DomainError> {
  const body: unknown = await answer.json().catch(() => undefined);
  const error = (body as { error?: { code?: string; message?: string } } | undefined)?.error;
  const words = [error?.code, error?.message].filter(Boolean).join(': ') || `HTTP ${answer.status}`;
  const detail = `Graph answered ${answer.status} (${words.slice(0, 300)}).`;
  return new DomainError(
    answer.status === 429 || answer.status >= 500 ? 'DIRECTORY_UNAVAILABLE' : 'DIRECTORY_REFUSED',
    { detail },
  );
}
