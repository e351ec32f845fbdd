import type { Blob } from '../storage/blobs.ts';
import { NEUTRAL_PICTURE } from './neutral-picture.ts';
import type { Answer, IncomingRequest } from './route.ts';

const MAX_AGE_SECONDS = 60;

/** The picture, 304 for who has it already, and a neutral one for an unpinned pin: dashboards show it without a fault. */
export function pictureAnswer(picture: Blob | undefined, request: IncomingRequest): Answer {
  const headers = {
    'content-type': 'image/png',
    'cache-control': `public, max-age=${MAX_AGE_SECONDS}`,
    'cross-origin-resource-policy': 'cross-origin',
  };
  if (!picture) return { status: 200, body: NEUTRAL_PICTURE, headers };
  const etag = picture.etag.startsWith('"') ? picture.etag : `"${picture.etag}"`;
  const known = (request.headers.get('if-none-match') ?? '')
    .split(',')
    .some((tag) => tag.trim().replace(/^W\//, '') === etag);
  if (known) return { status: 304, headers: { ...headers, etag } };
  return { status: 200, body: picture.bytes, headers: { ...headers, etag } };
}
