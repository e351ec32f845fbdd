import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../errors.ts';

export type Graph = {
  readonly baseUrl: string;
  readonly token: () => Promise<string>;
};

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

type RequestOptions = {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Also repeats 400 and 404: an object made a moment ago may not be everywhere yet. */
  readonly replicating?: true;
};

/** A refusal of Graph; `status` tells "there is none" (404) and "there is one" (409) from the rest. */
export class GraphRefusal extends DomainError {
  readonly status: number;

  constructor(status: number, words: string, retryAfterSeconds?: number) {
    const transient = status === 429 || status >= 500;
    super(transient ? 'DIRECTORY_UNAVAILABLE' : 'DIRECTORY_REFUSED', {
      detail: `Graph answered ${status} (${words.slice(0, 300)}).`,
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    });
    this.status = status;
  }
}

const DEADLINE_MS = 20_000;
const ATTEMPTS = 5;
/** A person waits for the answer: longer than this is theirs to decide, and a registration goes on where it stopped. */
const LONGEST_WAIT_SECONDS = 10;

/**
 * One Graph request. Transient answers are repeated, but for a POST whose effect is unknown: every caller looks up
 * before it creates.
 * @throws GraphRefusal, or DomainError DIRECTORY_UNAVAILABLE when nothing came back.
 */
export async function one<T>(
  graph: Graph,
  method: Method,
  path: string,
  options: RequestOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const answer = await send(graph, method, path, options);
    if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as T;
    const refusal = await refusalOf(answer);
    const { status, retryAfterSeconds } = refusal;
    const replicating = options.replicating && (status === 400 || status === 404);
    const repeatable = status === 429 || (status >= 500 && method !== 'POST') || replicating;
    const wait = retryAfterSeconds ?? 0.25 * 2 ** attempt;
    if (!repeatable || attempt === ATTEMPTS || wait > LONGEST_WAIT_SECONDS) throw refusal;
    await sleep(wait * 1000);
  }
}

/** As `one`; undefined where there is none (404). */
export async function oneOrNone<T>(graph: Graph, path: string): Promise<T | undefined> {
  try {
    return await one<T>(graph, 'GET', path);
  } catch (error) {
    if (error instanceof GraphRefusal && error.status === 404) return undefined;
    throw error;
  }
}

/** Every element of a collection, page by page. */
export async function many<T>(
  graph: Graph,
  path: string,
  options: RequestOptions = {},
): Promise<readonly T[]> {
  const found: T[] = [];
  let next: string | undefined = path;
  while (next !== undefined) {
    const page: { value: readonly T[]; '@odata.nextLink'?: string } = await one(graph, 'GET', next, options);
    found.push(...page.value);
    const link = page['@odata.nextLink'];
    next = link?.startsWith(`${graph.baseUrl}/v1.0`) ? link.slice(`${graph.baseUrl}/v1.0`.length) : undefined;
  }
  return found;
}

/** A literal of an OData key or filter, for a path. */
export function literal(text: string): string {
  return encodeURIComponent(`'${text.replaceAll("'", "''")}'`);
}

async function send(
  graph: Graph,
  method: Method,
  path: string,
  { body, headers }: RequestOptions,
): Promise<Response> {
  const token = await graph.token();
  try {
    return await fetch(`${graph.baseUrl}/v1.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
  } catch (error) {
    throw new DomainError('DIRECTORY_UNAVAILABLE', { cause: error });
  }
}

async function refusalOf(answer: Response): Promise<GraphRefusal> {
  const body: unknown = await answer.json().catch(() => undefined);
  const error = (body as { error?: { code?: string; message?: string } } | undefined)?.error;
  const words = [error?.code, error?.message].filter(Boolean).join(': ') || 'no reason given';
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return new GraphRefusal(answer.status, words, Number.isFinite(seconds) ? seconds : undefined);
}
