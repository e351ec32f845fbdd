import { describe, expect, it } from 'vitest';
import { runUpkeep } from '../../../lib/upkeep/run-upkeep.ts';
import { sweepHours } from '../../../lib/upkeep/sweep-hours.ts';
import { upkeepWork } from '../../../lib/upkeep/upkeep-work.ts';
import { MemoryInstallation, ownerOf } from '../../support/memory-installation.ts';

/** More than one slice of the walk. */
const PEOPLE = 450;

function person(n: number) {
  return ownerOf(`b0000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
}

/** A third each: ends within 14 days, ends later, was refused; one more never signed in. */
async function peopled(): Promise<MemoryInstallation> {
  const installation = new MemoryInstallation();
  const { users } = installation.app;
  const now = installation.clock.now();
  for (let n = 0; n < PEOPLE; n++)
    await users.update(person(n), (user) => ({
      ...user,
      tokenState: n % 3 === 2 ? 'sign-in-required' : 'signed-in',
      expiresAt: now.add({ hours: (n % 3 === 0 ? 13 : 60) * 24 }),
    }));
  await users.update(person(PEOPLE), (user) => ({ ...user, name: 'Bob' }));
  return installation;
}

/** What was counted in so many hours of the two timers. */
async function counted(installation: MemoryInstallation, hours: number) {
  for (let hour = 0; hour < hours; hour++) {
    await sweepHours(installation.app);
    await runUpkeep({ ...installation.app, upkeepWork: upkeepWork(installation.app) });
    installation.clock.advance({ hours: 1 });
  }
  return installation.events.filter(({ event }) => event === 'sign-ins.counted').map(({ fields }) => fields);
}

describe('sign-ins to Power BI', () => {
  it('are counted once a day, in slices: valid, lapsing within 14 days, over', async () => {
    const installation = await peopled();
    expect(await counted(installation, 48)).toEqual([
      { valid: 300, endingSoon: 150, over: 150 },
      { valid: 300, endingSoon: 150, over: 150 },
    ]);
  });

  it('leave that count as time goes by', async () => {
    const installation = await peopled();
    installation.clock.advance({ hours: 13 * 24 });
    expect(await counted(installation, 24)).toEqual([{ valid: 150, endingSoon: 0, over: 300 }]);
  });
});
