import { Problem, problemOf } from './problem.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One call of the API, as JSON. @throws Problem with the API's code, or `OFFLINE` when nothing answered. */
export async function call<T>(
  method: Method,
  path: string,
  options: { readonly body?: unknown; readonly ifMatch?: string; readonly signal?: AbortSignal } = {},
): Promise<T> {
  const { body, ifMatch, signal } = options;
  const answer = await send(path, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  const text = await answer.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** Uploads a definition as it is. */
export async function upload<T>(path: string, file: Blob): Promise<T> {
  const answer = await send(path, { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body: file });
  return (await answer.json()) as T;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, { ...init, credentials: 'same-origin' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem(0, 'OFFLINE', 'The server did not answer. Check your connection and try again.');
  }
  if (!answer.ok) throw await problemOf(answer);
  return answer;
}
