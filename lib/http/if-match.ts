import type { IncomingRequest } from './route.ts';

/** The stamp that a caller read, from If-Match, with or without its quotes. */
export function ifMatch(request: IncomingRequest): string | undefined {
  return request.headers.get('if-match')?.replace(/^"(.*)"$/, '$1');
}
