import { OPERATIONS, type Operations } from './operations.ts';
import { problemOf } from './problem.ts';

export type OperationName = keyof Operations;
export type AnswerOf<N extends OperationName> = Operations[N]['answer'];

/** What an operation takes: what its description demands must be given, what it leaves open may be. */
export type CallOptions<N extends OperationName> = {
  /** The stamp that was read. */
  readonly ifMatch?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Query text beside what is described: report parameters, as they stand in an address (`p.Region=East`). */
  readonly search?: string;
  readonly signal?: AbortSignal;
} & Member<'path', Operations[N]['path']> &
  Member<'query', Operations[N]['query']> &
  Member<'body', Operations[N]['body']>;

type Member<K extends string, T> = [T] extends [undefined]
  ? unknown
  : Partial<T> extends T
    ? { readonly [key in K]?: T }
    : { readonly [key in K]: T };

/** The options of any operation, once their types have been checked. */
type Loose = {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly search?: string;
  readonly ifMatch?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
};

/** The address of an operation, from the root of the portal: `/api/catalog?folder=%2FSales`. */
export function addressOf<N extends OperationName>(name: N, options: CallOptions<N>): string {
  const { path = {}, query = {}, search = '' }: Loose = options;
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const described = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  const all = [described, search].filter((part) => part !== '').join('&');
  const filled = fillPath(OPERATIONS[name].path, path);
  return all === '' ? filled : `${filled}?${all}`;
}

/** What `fetch` sends for an operation, beside its address. */
export function requestOf<N extends OperationName>(
  name: N,
  options: CallOptions<N>,
): RequestInit & { readonly headers: Headers } {
  const { body, ifMatch, headers: given, signal }: Loose = options;
  const headers = new Headers(given);
  if (ifMatch !== undefined) headers.set('if-match', `"${ifMatch}"`);
  const request = { method: OPERATIONS[name].method, headers, ...(signal && { signal }) };
  if (body === undefined) return request;
  const isFile = body instanceof Blob;
  headers.set('content-type', isFile ? 'application/octet-stream' : 'application/json');
  return { ...request, body: isFile ? body : JSON.stringify(body) };
}

/** What an operation answered. @throws Problem with the API's code. */
export async function answerOf<N extends OperationName>(answer: Response): Promise<AnswerOf<N>> {
  if (!answer.ok) throw await problemOf(answer);
  const type = answer.headers.get('content-type') ?? '';
  if (type.startsWith('image/')) return (await answer.blob()) as AnswerOf<N>;
  const text = await answer.text();
  return (text === '' ? undefined : JSON.parse(text)) as AnswerOf<N>;
}

/** A path in the catalog keeps its slashes. */
function fillPath(path: string, values: Readonly<Record<string, unknown>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(values[name] ?? '')
      .split('/')
      .map(encodeURIComponent)
      .join('/'),
  );
}
