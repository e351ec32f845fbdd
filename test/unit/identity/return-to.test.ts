import { describe, expect, it } from 'vitest';
import { safeReturnTo } from '../../../lib/identity/return-to.ts';

describe('where a sign-in comes back to', () => {
  for (const path of ['/', '/reports/1?p.Region=East#top', '/my-subscriptions'])
    it(`keeps the portal's own ${path}`, () => expect(safeReturnTo(path)).toBe(path));

  for (const evil of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/a/..//evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    '/\tevil',
    `/${'a'.repeat(3000)}`,
    '',
    'evil.example',
  ])
    it(`does not leave the portal for ${JSON.stringify(evil.slice(0, 40))}`, () =>
      expect(safeReturnTo(evil)).toBe('/'));
});
