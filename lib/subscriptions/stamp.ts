import { randomBytes } from 'node:crypto';

/** Random rather than counted: two edits at once must not draw the same. */
export function drawStamp(): string {
  return randomBytes(9).toString('base64url');
}
