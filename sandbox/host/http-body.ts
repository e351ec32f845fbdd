import type { IncomingMessage } from 'node:http';

export type Body =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  /** There is none, or none with a Content-Length, which alone the host hands on. */
  | { readonly kind: 'none' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'aborted' };

/** The length that a request announces; undefined where it announces none. */
export function announcedLength(request: IncomingMessage): number | undefined {
  const header = request.headers['content-length'];
  return header === undefined ? undefined : Number(header);
}

/** Reads a request's body as the host hands it to a function that uses no streams. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  const length = announcedLength(request);
  if (length === undefined || !(length > 0)) {
    request.resume();
    return { kind: 'none' };
  }
  if (length > limit) return { kind: 'too-large' };
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
  } catch {
    return { kind: 'aborted' }; // the client has gone: nobody is left to be told
  }
  return { kind: 'bytes', bytes: Buffer.concat(chunks) };
}
