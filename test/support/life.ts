import type { SubscriptionId } from '../../lib/subscriptions/subscription.ts';
import type { InProcessPerson } from './in-process-person.ts';
import { now, pass } from './in-time.ts';
import { ownerOf } from './memory-installation.ts';
import { pinnedTile } from './pinned-tile.ts';
import { ADA, BOB, CLEO, type Directory, StandInInstallation } from './stand-in-installation.ts';

export const SECOND_PORTAL = 'http://127.0.0.1:7199';
export const DONE = 'Done: 1 processed of 1 total; 0 errors.';
export const TILE = '5c000000-0000-4000-8000-000000000001' as SubscriptionId;

export type RegistrationAnswer = {
  readonly state: string;
  readonly tenantId: string;
  readonly appId: string;
  readonly redirectUrls: readonly string[];
  readonly missingRedirectUrls: readonly string[];
  readonly obsoleteRedirectUrls: readonly string[];
  readonly steps: readonly { readonly step: string; readonly done: boolean }[];
  readonly commandLineAppId?: string;
  readonly alarm?: { readonly code: string };
  readonly byHand: { readonly federatedCredential: { issuer: string; subject: string; audience: string } };
};

type Me = { registered: boolean; powerBi?: { state: string; account?: string; expiresAt?: string } };
type SubscriptionAnswer = { id: string; state: string; statusText: string; statusCode?: string };

/** An installation and the people around it, through which days pass. */
export class Life {
  readonly directory: Directory;
  installation: StandInInstallation;
  /** Administers. */
  ada: InProcessPerson;
  /** Has a tile that is refreshed. */
  bob: InProcessPerson;
  cleo: InProcessPerson;

  constructor(directory: Directory) {
    this.directory = directory;
    this.installation = new StandInInstallation(directory);
    this.ada = this.installation.person(ADA);
    this.bob = this.installation.person(BOB);
    this.cleo = this.installation.person(CLEO);
  }

  /** Another process takes over, with settings of its own; people keep their cookies. */
  restart(environment: Readonly<Record<string, string>> = {}): void {
    this.installation = this.installation.anotherInstance(environment);
    this.ada = this.#moved(this.ada);
    this.bob = this.#moved(this.bob);
    this.cleo = this.#moved(this.cleo);
  }

  registration(): Promise<RegistrationAnswer> {
    return this.ada.json('GET', '/api/registration');
  }

  /** Lets days pass, each with its refreshes. */
  async passDays(days: number): Promise<void> {
    for (let day = 0; day < days; day++) {
      pass({ days: 1 });
      await this.installation.refreshDue();
    }
  }

  /** What is known of the tile of somebody who has just signed in to the portal. */
  async subscriptionOf(person: InProcessPerson): Promise<SubscriptionAnswer> {
    await person.signIn();
    const { value } = await person.json<{ value: SubscriptionAnswer[] }>('GET', '/api/subscriptions');
    const [first] = value;
    if (!first) throw new Error('No subscription.');
    return first;
  }

  /** A tile of Bob's that is refreshed once a day at 09:00 UTC. */
  async pinDaily(): Promise<void> {
    const start = `${now().toString().slice(0, 10)}T09:00`;
    const schedule = { zone: 'UTC', start, recurrence: { kind: 'minutes', every: 1440 } } as const;
    await pinnedTile(this.installation, { owner: ownerOf(BOB), id: TILE, schedule });
  }

  #moved(person: InProcessPerson): InProcessPerson {
    const moved = this.installation.person(person.account, person.entra);
    for (const [name, value] of person.cookies) moved.cookies.set(name, value);
    return moved;
  }
}

export function meOf(person: InProcessPerson): Promise<Me> {
  return person.json('GET', '/api/me');
}

export async function notificationsOf(person: InProcessPerson) {
  const { value } = await person.json<{ value: { title: string; kind: string; code: string }[] }>(
    'GET',
    '/api/notifications',
  );
  return value;
}
