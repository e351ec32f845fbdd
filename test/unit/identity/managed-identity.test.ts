import { describe, expect, it } from 'vitest';
import { msalManagedIdentity } from '../../../lib/identity/managed-identity.ts';

describe('the managed identity', () => {
  it('is loaded anew after a load that failed', async () => {
    let loads = 0;
    class Application {
      async acquireToken({ resource }: { readonly resource: string }) {
        return { accessToken: `token for ${resource}` };
      }
    }
    const identity = msalManagedIdentity({
      clientId: 'c',
      load: async () => {
        loads += 1;
        if (loads === 1) throw new Error('no file to read');
        return { ManagedIdentityApplication: Application };
      },
    });
    await expect(identity.token('r')).rejects.toMatchObject({ code: 'IDENTITY_UNAVAILABLE' });
    expect(await identity.token('r')).toBe('token for r');
    expect(await identity.token('r')).toBe('token for r');
    expect(loads).toBe(2);
  });
});
