import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import '../../support/every-route.ts';
import { clientText } from '../../../scripts/generate-client.ts';

describe('the typed client', () => {
  it('is what the API description makes of it (else: npm run generate-client)', async () => {
    expect(await clientText()).toBe(readFileSync('client/operations.ts', 'utf8'));
  });
});
