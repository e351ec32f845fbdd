import { beforeEach, describe, expect, it } from 'vitest';
import { DomainError } from '../../../lib/errors.ts';
import { connectPowerBi, disconnectPowerBi } from '../../../lib/identity/connect-power-bi.ts';
import { EntraRefusal } from '../../../lib/identity/entra-refusal.ts';
import { keyVaultTokenStore } from '../../../lib/identity/key-vault-token-store.ts';
import { createPowerBiTokens, type TokenDependencies } from '../../../lib/identity/power-bi-tokens.ts';
import type { UserPrincipal } from '../../../lib/identity/principal.ts';
import { hasLeft, signInState } from '../../../lib/identity/sign-in-state.ts';
import { tableUsers } from '../../../lib/identity/users.ts';
import { MemorySecrets } from '../../../lib/storage/memory/memory-secrets.ts';
import { MemoryStorage } from '../../../lib/storage/memory/memory-storage.ts';
import { tableUpkeep } from '../../../lib/upkeep/table-upkeep.ts';
import { OWNER, TENANT } from '../../support/memory-installation.ts';
import { StubEntra } from '../../support/stub-entra.ts';
import { TestClock } from '../../support/test-clock.ts';

const BOB: UserPrincipal = {
  kind: 'user',
  tenantId: TENANT,
  oid: 'b0000000-0000-4000-8000-00000000000b',
  owner: OWNER,
  name: 'Bob',
  upn: 'bob@contoso.example',
  roles: [],
};
const SECRET = `pbi-${BOB.oid}`;
const DAYS_30 = { ownerLeftDays: 30 };

/** One installation; `process` is one instance of it, with a memory of its own. */
class Bench {
  readonly clock = new TestClock('2026-11-23T07:00:00Z');
  readonly secrets = new MemorySecrets();
  readonly storage = new MemoryStorage(this.clock);
  readonly users = tableUsers(this.storage.table('Users'));
  readonly upkeep = tableUpkeep(this.storage.table('Upkeep'));
  readonly entra = new StubEntra(this.clock);
  readonly store = keyVaultTokenStore(this.secrets);
  readonly told: string[] = [];
  lifetime: 'absolute' | 'sliding' = 'absolute';
  appId = 'app-1';

  process({ resource = 'power-bi' }: Partial<Pick<TokenDependencies, 'resource'>> = {}) {
    const dependencies: TokenDependencies = {
      entra: this.entra,
      store: this.store,
      users: this.users,
      registeredApp: async () => ({ tenantId: TENANT, appId: this.appId }),
      health: {
        refused: async (error) => void this.told.push(error.code),
        accepted: async () => void this.told.push('accepted'),
      },
      scopes: ['scope'],
      resource,
      settings: { signInDays: 90, signInLifetime: this.lifetime },
      clock: this.clock,
      log: { info: () => {}, warn: (event) => void this.told.push(event), error: () => {} },
    };
    return createPowerBiTokens(dependencies);
  }

  async signIn(cache = 'cache 0', powerBiTokens = this.process()): Promise<void> {
    const { users, clock, upkeep, store: tokenStore } = this;
    await connectPowerBi(
      { users, clock, tokenStore, powerBiTokens, upkeep, settings: { signInDays: 90 } },
      BOB,
      {
        cache,
        appId: this.appId,
      },
    );
  }

  async signOut(): Promise<void> {
    const { users, clock, store: tokenStore } = this;
    await disconnectPowerBi({ users, clock, tokenStore, powerBiTokens: this.process() }, BOB);
  }

  user() {
    return this.users.get(OWNER);
  }
}

let bench: Bench;
beforeEach(async () => {
  bench = new Bench();
  await bench.signIn();
});

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'fine',
    (error: DomainError) => error.code,
  );
}

const refusal = (number: string, claims?: string) =>
  new EntraRefusal('SIGN_IN_REQUIRED', { number, ...(claims !== undefined && { claims }) });

describe('a token for a run', () => {
  it('comes from memory until five minutes before it expires', async () => {
    const tokens = bench.process();
    expect(await tokens.tokenFor(OWNER)).toBe('access 1');
    bench.clock.advance({ minutes: 59 });
    expect(await tokens.tokenFor(OWNER)).toBe('access 1');
    bench.clock.advance({ minutes: 2 });
    expect(await tokens.tokenFor(OWNER)).toBe('access 2');
  });

  it('is asked for once by runs that need it at the same time', async () => {
    const tokens = bench.process();
    const all = await Promise.all(Array.from({ length: 10 }, () => tokens.tokenFor(OWNER)));
    expect(new Set(all)).toEqual(new Set(['access 1']));
    expect(bench.entra.refreshed).toHaveLength(1);
  });

  it('of an earlier sign-in is not used after another one elsewhere', async () => {
    const tokens = bench.process();
    await tokens.tokenFor(OWNER);
    bench.clock.advance({ minutes: 1 });
    await bench.signIn('another cache');
    expect(await tokens.tokenFor(OWNER)).toBe('access 2');
    expect(bench.entra.refreshed.at(-1)?.cache).toBe('another cache');
  });

  it('is not given out after a sign-out elsewhere, though it is still in memory', async () => {
    const tokens = bench.process();
    await tokens.tokenFor(OWNER);
    await bench.signOut();
    expect(await codeOf(tokens.tokenFor(OWNER))).toBe('SIGN_IN_REQUIRED');
  });

  it('is asked for with the claims of a challenge, though one is at hand', async () => {
    const tokens = bench.process();
    await tokens.tokenFor(OWNER);
    expect(await tokens.tokenFor(OWNER, { renew: { claims: '{"access_token":{}}' } })).toBe('access 2');
    expect(bench.entra.refreshed.at(-1)?.claims).toBe('{"access_token":{}}');
  });
});

describe('a rotated refresh token', () => {
  it('is kept once a day, over all instances', async () => {
    for (let hour = 0; hour < 72; hour++) {
      bench.clock.advance({ hours: 1 });
      await bench.process().tokenFor(OWNER);
    }
    expect(bench.secrets.versionsOf(SECRET)).toHaveLength(1 + 3);
  });

  it('is what the next instance refreshes with', async () => {
    bench.clock.advance({ hours: 25 });
    await bench.process().tokenFor(OWNER);
    await bench.process().tokenFor(OWNER);
    expect(bench.entra.refreshed.map(({ cache }) => cache)).toEqual(['cache 0', 'cache 1']);
  });

  it('does not write over a sign-in that happened while it was kept', async () => {
    bench.clock.advance({ hours: 25 });
    bench.entra.during = async () => {
      await bench.signIn('signed in meanwhile');
    };
    await bench.process().tokenFor(OWNER);
    bench.entra.rotates = false;
    await bench.process().tokenFor(OWNER);
    expect(bench.entra.refreshed.at(-1)?.cache).toBe('signed in meanwhile');
  });

  it('leaves nothing readable behind when the person signed out while it was kept', async () => {
    bench.clock.advance({ hours: 25 });
    bench.entra.during = () => bench.signOut();
    await bench.process().tokenFor(OWNER);
    expect(bench.secrets.versionsOf(SECRET).filter(({ enabled }) => enabled)).toEqual([]);
    expect((await bench.user())?.tokenState).toBe('none');
  });

  it('is made unreadable when the person signed out, or in again, in the very moment it was written', async () => {
    for (const meanwhile of ['out', 'in'] as const) {
      bench.clock.advance({ hours: 25 });
      await bench.signIn('before');
      bench.clock.advance({ hours: 25 });
      const set = bench.secrets.set.bind(bench.secrets);
      bench.secrets.set = async (...given) => {
        bench.secrets.set = set;
        const written = await set(...given);
        await (meanwhile === 'out' ? bench.signOut() : bench.signIn('signed in meanwhile'));
        // The vault's retirement spares what is newer; the version that nobody named must go all the same.
        const late = meanwhile === 'out' ? await set(...given) : written;
        return late;
      };
      await bench.process().tokenFor(OWNER);
      const readable = bench.secrets.versionsOf(SECRET).filter(({ enabled }) => enabled);
      const rotated = readable.filter(({ value }) => value.startsWith('cache '));
      expect(rotated, meanwhile).toEqual([]);
      expect((await bench.user())?.tokenState).toBe(meanwhile === 'out' ? 'none' : 'signed-in');
    }
  });

  it('that cannot be kept fails no run, and is kept the next day', async () => {
    bench.clock.advance({ hours: 25 });
    const set = bench.secrets.set.bind(bench.secrets);
    bench.secrets.set = async () => {
      throw new DomainError('SECRETS_UNAVAILABLE');
    };
    expect(await bench.process().tokenFor(OWNER)).toBe('access 1');
    expect(bench.told).toContain('token.not-kept');
    bench.secrets.set = set;
    bench.clock.advance({ hours: 25 });
    await bench.process().tokenFor(OWNER);
    expect(bench.secrets.versionsOf(SECRET)).toHaveLength(2);
  });
});

describe('90 days', () => {
  it('U6 count from the interactive sign-in, to the second, however often it is used', async () => {
    for (let day = 0; day < 89; day++) {
      bench.clock.advance({ hours: 24 });
      expect(await codeOf(bench.process().tokenFor(OWNER))).toBe('fine');
    }
    bench.clock.advance({ hours: 23, minutes: 59, seconds: 59 });
    expect(await codeOf(bench.process().tokenFor(OWNER))).toBe('fine');
    const asked = bench.entra.refreshed.length;
    bench.clock.advance({ seconds: 1 });
    expect(await codeOf(bench.process().tokenFor(OWNER))).toBe('SIGN_IN_REQUIRED');
    expect(bench.entra.refreshed).toHaveLength(asked);
  });

  it('slide with use where the setting says so, also while Entra rotates nothing', async () => {
    bench.lifetime = 'sliding';
    for (const rotates of [true, false]) {
      bench.entra.rotates = rotates;
      for (let week = 0; week < 10; week++) {
        bench.clock.advance({ hours: 24 * 14 });
        expect(await codeOf(bench.process().tokenFor(OWNER))).toBe('fine');
      }
    }
    bench.clock.advance({ hours: 24 * 90 });
    expect(await codeOf(bench.process().tokenFor(OWNER))).toBe('SIGN_IN_REQUIRED');
  });
});

describe('a refusal', () => {
  it('is written down, and Entra is not asked again', async () => {
    bench.entra.refuse = refusal('700082');
    expect(await codeOf(bench.process().tokenFor(OWNER))).toBe('SIGN_IN_REQUIRED');
    expect(await bench.user()).toMatchObject({ tokenState: 'sign-in-required', tokenReason: '700082' });
    await codeOf(bench.process().tokenFor(OWNER));
    expect(bench.entra.refreshed).toHaveLength(1);
  });

  it('of what another sign-in has replaced is not held against the person: the new one is tried', async () => {
    bench.entra.during = async () => {
      bench.entra.refuse = refusal('50173');
      bench.clock.advance({ minutes: 1 });
      await bench.signIn('signed in meanwhile');
      bench.entra.during = async () => {
        bench.entra.refuse = undefined;
      };
    };
    expect(await bench.process().tokenFor(OWNER)).toBe('access 2');
    expect((await bench.user())?.tokenState).toBe('signed-in');
  });

  it('with a challenge leaves its claims for the next sign-in, which then clears them', async () => {
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';
    bench.entra.refuse = refusal('50076');
    await codeOf(bench.process().tokenFor(OWNER, { renew: { claims } }));
    expect((await bench.user())?.claims).toBe(claims);
    bench.entra.refuse = undefined;
    await bench.signIn();
    expect(await bench.user()).toMatchObject({ tokenState: 'signed-in', claims: undefined });
  });

  it('of the app itself is told as such, and leaves the person signed in', async () => {
    bench.entra.refuse = new EntraRefusal('REGISTRATION_BROKEN', { number: '7000222' });
    expect(await codeOf(bench.process().tokenFor(OWNER))).toBe('REGISTRATION_BROKEN');
    expect(bench.told).toEqual(['REGISTRATION_BROKEN']);
    expect((await bench.user())?.tokenState).toBe('signed-in');
  });

  it('by an outage, a policy or a missing consent leaves the person signed in', async () => {
    for (const code of ['IDENTITY_UNAVAILABLE', 'BLOCKED_BY_POLICY', 'CONSENT_REQUIRED'] as const) {
      bench.entra.refuse = new EntraRefusal(code, {});
      expect(await codeOf(bench.process().tokenFor(OWNER))).toBe(code);
      expect((await bench.user())?.tokenState).toBe('signed-in');
    }
  });

  it('of another resource says nothing of the sign-in to Power BI, nor of the app', async () => {
    for (const error of [refusal('50076'), new EntraRefusal('REGISTRATION_BROKEN', { number: '500011' })]) {
      bench.entra.refuse = error;
      expect(await codeOf(bench.process({ resource: 'other' }).tokenFor(OWNER))).toBe(error.code);
      expect(await bench.user()).toMatchObject({ tokenState: 'signed-in', tokenReason: undefined });
    }
    expect(bench.told).toEqual([]);
    bench.entra.refuse = undefined;
    expect(await bench.process().tokenFor(OWNER)).toMatch(/^access/);
  });

  it('a secret that is gone asks for a sign-in', async () => {
    bench.secrets.softDelete(SECRET);
    expect(await codeOf(bench.process().tokenFor(OWNER))).toBe('SIGN_IN_REQUIRED');
    expect(await bench.user()).toMatchObject({ tokenReason: 'token-missing' });
  });

  it('another registered app asks for a sign-in, without a request to Entra', async () => {
    bench.appId = 'app-2';
    expect(await codeOf(bench.process().tokenFor(OWNER))).toBe('SIGN_IN_REQUIRED');
    expect(bench.entra.refreshed).toEqual([]);
    expect(await bench.user()).toMatchObject({ tokenState: 'sign-in-required', tokenReason: 'app-changed' });
    await bench.signIn();
    expect(await codeOf(bench.process().tokenFor(OWNER))).toBe('fine');
  });
});

describe('an owner', () => {
  const left = async () => hasLeft(await bench.user(), bench.clock.now(), DAYS_30);

  it('has left as soon as Entra says that the account is disabled or deleted', async () => {
    for (const number of ['50057', '500341']) {
      await bench.signIn();
      expect(await left()).toBe(false);
      bench.entra.refuse = refusal(number);
      await codeOf(bench.process().tokenFor(OWNER));
      expect(await left()).toBe(true);
      bench.entra.refuse = undefined;
    }
  });

  it('has left when no sign-in was valid for 30 days: refused, lapsed or signed out', async () => {
    bench.entra.refuse = refusal('50173');
    await codeOf(bench.process().tokenFor(OWNER));
    bench.clock.advance({ hours: 24 * 30 - 1, minutes: 59, seconds: 59 });
    expect(await left()).toBe(false);
    bench.clock.advance({ seconds: 1 });
    expect(await left()).toBe(true);

    bench.entra.refuse = undefined;
    await bench.signIn();
    bench.clock.advance({ hours: 24 * 119 });
    expect(await left()).toBe(false);
    bench.clock.advance({ hours: 24 });
    expect(await left()).toBe(true);

    await bench.signIn();
    await bench.signOut();
    expect(signInState((await bench.user()) ?? undefined, bench.clock.now()).kind).toBe('none');
    bench.clock.advance({ hours: 24 * 30 });
    expect(await left()).toBe(true);
  });

  it('who never signed in has not left', async () => {
    expect(hasLeft(undefined, bench.clock.now(), DAYS_30)).toBe(false);
  });
});
