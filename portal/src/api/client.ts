import { text } from '../text/text.ts';
import { Problem, problemOf } from './problem.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type CallOptions = {
  readonly body?: unknown;
  /** The stamp that was read. */
  readonly ifMatch?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
};

/** One call of the API, as JSON. @throws Problem with the API's code, or `OFFLINE` when nothing answered. */
export async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<T> {
  const { body, ifMatch, headers, signal } = options;
  const answer = await send(path, {
    method,
    headers: {
      ...headers,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  const content = await answer.text();
  return (content === '' ? undefined : JSON.parse(content)) as T;
}

/** Uploads a definition as it is. @throws Problem as `call`. */
export async function upload<T>(path: string, file: Blob): Promise<T> {
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await send(path, { method: 'PUT', headers, body: file });
  return (await answer.json()) as T;
}

/** A picture. @throws Problem as `call`. */
export async function picture(path: string, signal: AbortSignal): Promise<Blob> {
  return (await send(path, { method: 'GET', signal })).blob();
}

async function send(path: string, init: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, { ...init, credentials: 'same-origin' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem(0, 'OFFLINE', text.problems.offline);
  }
  if (!answer.ok) throw await problemOf(answer);
  return answer;
}
