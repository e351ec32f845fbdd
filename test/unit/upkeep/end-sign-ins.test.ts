import { beforeEach, describe, expect, it } from 'vitest';
import { connectPowerBi } from '../../../lib/identity/connect-power-bi.ts';
import { parseOwner } from '../../../lib/identity/principal.ts';
import { signInState } from '../../../lib/identity/sign-in-state.ts';
import { planEndSignIns } from '../../../lib/upkeep/end-sign-ins.ts';
import { runUpkeep } from '../../../lib/upkeep/run-upkeep.ts';
import { upkeepWork } from '../../../lib/upkeep/upkeep-work.ts';
import { MemoryInstallation, OWNER, TENANT } from '../../support/memory-installation.ts';

/** More than one slice of the walk. */
const PEOPLE = 210;
let installation: MemoryInstallation;

const oidOf = (number: number) => `b0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const ownerOf = (number: number) => parseOwner(TENANT, oidOf(number)) ?? expect.unreachable();
const signIn = (number: number, cache: string) =>
  connectPowerBi(
    installation.app,
    { tenantId: TENANT, oid: oidOf(number), upn: `p${number}@contoso.example`, name: `P${number}` },
    { cache, appId: 'app' },
  );
const stateOf = async (number: number) =>
  signInState(await installation.app.users.get(ownerOf(number)), installation.clock.now()).kind;

beforeEach(async () => {
  installation = new MemoryInstallation();
  for (let number = 0; number < PEOPLE; number++) await signIn(number, `cache ${number}`);
  installation.clock.advance({ minutes: 1 });
});

const upkeep = () => runUpkeep({ ...installation.app, upkeepWork: upkeepWork(installation.app) });

async function readableTokens(versions: ReadonlyMap<number, string>): Promise<readonly number[]> {
  const readable: number[] = [];
  for (const [number, version] of versions)
    if (await installation.app.tokenStore.load(ownerOf(number), version)) readable.push(number);
  return readable;
}

async function versionsOf(): Promise<ReadonlyMap<number, string>> {
  const versions = new Map<number, string>();
  for (let number = 0; number < PEOPLE; number++)
    versions.set(number, (await installation.app.users.get(ownerOf(number)))?.tokenVersion ?? '');
  return versions;
}

describe('ending all sign-ins to Power BI', () => {
  it("ends everybody's and makes every token unreadable", async () => {
    const versions = await versionsOf();
    expect(await readableTokens(versions)).toHaveLength(PEOPLE);
    await planEndSignIns(installation.app, OWNER);
    await upkeep();
    expect(await readableTokens(versions)).toEqual([]);
    for (const number of [0, 199, 200, PEOPLE - 1]) {
      expect(await stateOf(number)).toBe('required');
      expect(await installation.app.users.get(ownerOf(number))).toMatchObject({
        tokenReason: 'ended-by-administrator',
        tokenVersion: undefined,
      });
    }
  });

  it('says how far it has come, and counts nobody twice, whatever fails on the way', async () => {
    const { app, clock } = installation;
    expect(await app.signInEndings.current()).toBeUndefined();
    await planEndSignIns(app, OWNER);
    expect(await app.signInEndings.current()).toMatchObject({ state: 'rows', people: 0, by: OWNER });
    let calls = 0;
    const tokenStore: typeof app.tokenStore = {
      ...app.tokenStore,
      async retire(owner) {
        calls += 1;
        if (calls === 150) throw new Error('the vault is away');
        return app.tokenStore.retire(owner);
      },
    };
    await runUpkeep({ ...app, upkeepWork: upkeepWork({ ...app, tokenStore }) });
    expect(await app.signInEndings.current()).toMatchObject({
      state: 'tokens',
      people: PEOPLE,
      tokensRemoved: 0,
    });
    clock.advance({ hours: 1 });
    await upkeep();
    expect(await app.signInEndings.current()).toMatchObject({
      state: 'done',
      people: PEOPLE,
      tokensRemoved: PEOPLE,
    });
  });

  it('spares who signs in after it, also between its two rounds', async () => {
    await planEndSignIns(installation.app, OWNER);
    installation.clock.advance({ seconds: 1 });
    await signIn(7, 'new');
    const { retire } = installation.app.tokenStore;
    let late: Promise<void> | undefined;
    const tokenStore: typeof installation.app.tokenStore = {
      ...installation.app.tokenStore,
      async retire(owner) {
        late ??= signIn(PEOPLE - 1, 'newer');
        await late;
        return retire(owner);
      },
    };
    const app = { ...installation.app, tokenStore };
    await runUpkeep({ ...app, upkeepWork: upkeepWork(app) });
    expect(await stateOf(7)).toBe('valid');
    expect(await stateOf(PEOPLE - 1)).toBe('valid');
    expect(await stateOf(8)).toBe('required');
    const version = (await installation.app.users.get(ownerOf(7)))?.tokenVersion ?? '';
    expect(await installation.app.tokenStore.load(ownerOf(7), version)).toBe('new');
  });

  it('goes on where it stopped when the vault fails, however often, and leaves nothing out', async () => {
    const versions = await versionsOf();
    await planEndSignIns(installation.app, OWNER);
    let calls = 0;
    const { retire } = installation.app.tokenStore;
    const tokenStore: typeof installation.app.tokenStore = {
      ...installation.app.tokenStore,
      async retire(owner) {
        calls += 1;
        if (calls % 100 === 0) throw new Error('the vault is away');
        return retire(owner);
      },
    };
    const app = { ...installation.app, tokenStore };
    for (let hour = 0; hour < 200; hour++) {
      await runUpkeep({ ...app, upkeepWork: upkeepWork(app) });
      installation.clock.advance({ hours: 1 });
    }
    expect(await readableTokens(versions)).toEqual([]);
  });

  it('costs no more the second time, and changes nothing', async () => {
    await planEndSignIns(installation.app, OWNER);
    await upkeep();
    const before = await installation.app.users.get(ownerOf(3));
    let retired = 0;
    const tokenStore: typeof installation.app.tokenStore = {
      ...installation.app.tokenStore,
      async retire() {
        retired += 1;
      },
    };
    const app = { ...installation.app, tokenStore };
    installation.clock.advance({ minutes: 5 });
    await planEndSignIns(installation.app, OWNER);
    await runUpkeep({ ...app, upkeepWork: upkeepWork(app) });
    expect(retired).toBe(0);
    expect(await installation.app.users.get(ownerOf(3))).toEqual(before);
  });
});
