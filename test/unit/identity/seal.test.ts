import { describe, expect, it } from 'vitest';
import { secretKeyRing } from '../../../lib/identity/key-ring.ts';
import { joseSealer, type Purpose } from '../../../lib/identity/seal.ts';
import { MemorySecrets } from '../../../lib/storage/memory/memory-secrets.ts';
import { TestClock } from '../../support/test-clock.ts';

const PURPOSES: readonly Purpose[] = ['session', 'setup', 'transaction', 'device-code'];

function sealer(clock: TestClock, secrets = new MemorySecrets(), audience = 'installation') {
  const ring = secretKeyRing({ secrets, name: 'session-keys', clock });
  return joseSealer({ ring, clock, audience });
}

describe('a sealed text', () => {
  it('opens for its own purpose, and for no other', async () => {
    const seal = sealer(new TestClock('2026-11-23T07:00:00Z'));
    for (const made of PURPOSES) {
      const sealed = await seal.seal(made, { what: made }, 60);
      for (const asked of PURPOSES) {
        const opened = await seal.open(asked, sealed);
        if (asked === made) expect(opened).toMatchObject({ what: made });
        else expect(opened, `${made} as ${asked}`).toBeUndefined();
      }
    }
  });

  it('opens until its time is over, and for no other installation', async () => {
    const clock = new TestClock('2026-11-23T07:00:00Z');
    const secrets = new MemorySecrets();
    const seal = sealer(clock, secrets);
    const sealed = await seal.seal('session', {}, 60);
    expect(await sealer(clock, secrets, 'another').open('session', sealed)).toBeUndefined();
    clock.advance({ seconds: 59 });
    expect(await seal.open('session', sealed)).toBeDefined();
    clock.advance({ seconds: 1 });
    expect(await seal.open('session', sealed)).toBeUndefined();
  });
});
