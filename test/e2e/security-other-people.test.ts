import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DomainError } from '../../lib/errors.ts';
import { allRoutes } from '../../lib/http/registry.ts';
import type { Answer, AnyRoute } from '../../lib/http/route.ts';
import { scheduleOf } from '../../lib/schedules/schedule.ts';
import { QUEUES, TABLES } from '../../lib/storage-names.ts';
import { runNow } from '../../lib/subscriptions/running/run-now.ts';
import type { SubscriptionId } from '../../lib/subscriptions/subscription.ts';
import '../support/every-route.ts';
import type { InProcessPerson } from '../support/in-process-person.ts';
import { ownerOf } from '../support/memory-installation.ts';
import { pinnedTile } from '../support/pinned-tile.ts';
import { type RegisteredInstallation, registered } from '../support/registered-installation.ts';
import { sampleInput } from '../support/sample-input.ts';
import { BOB, type Directory, EVE, startDirectory } from '../support/stand-in-installation.ts';

/**
 * Another person's ids on every route that takes one. The routes come from the registry and their input from their
 * schemas, so that a new route is covered by being registered.
 */
const TILE = '5c000000-0000-4000-8000-0000000000b0';
const RUN = '5c000000-0000-4000-8000-0000000000b1';
/** In everything of Bob's that a person could read. */
const MARK = 'only for the eyes of Bob';

let directory: Directory;
let there: RegisteredInstallation;
let bob: InProcessPerson;
let eve: InProcessPerson;
let notificationId = '';

beforeAll(async () => {
  directory = await startDirectory();
  there = await registered(directory);
  const { installation } = there;
  // There are no reports here: whoever asks for a picture of one is told so.
  installation.pictures.refuse = new DomainError('NOT_FOUND');
  [bob, eve] = [installation.person(BOB), installation.person(EVE)];
  for (const person of [bob, eve]) {
    await person.signIn();
    await person.signInToPowerBi();
  }
  const owner = ownerOf(BOB);
  const schedule = {
    zone: 'UTC',
    start: '2026-01-01T09:00',
    recurrence: { kind: 'minutes', every: 60 },
  } as const;
  await pinnedTile(installation, { owner, id: TILE, schedule, title: MARK });
  await runNow(installation.app, { owner, id: TILE as SubscriptionId, runId: RUN });
  // As a pin does: the id is Bob's from now on, whoever else draws it.
  expect(await installation.app.pinOwners.claim(TILE, owner, 'k')).toBe('yours');
  await installation.app.pins.add({
    id: TILE as SubscriptionId,
    owner,
    request: {
      mode: 'template',
      content: 'picture',
      reportId: 'r',
      reportTitle: MARK,
      itemName: 'Chart1',
      parameters: {},
      workspaceId: 'w',
      dashboardId: 'd',
      dashboardName: MARK,
      dashboardUrl: undefined,
      schedule: scheduleOf(schedule),
    },
    requestHash: 'h',
    state: 'pinned',
    begun: [],
    done: [],
    pictureUrl: undefined,
    visual: undefined,
    modelId: undefined,
    reportId: undefined,
    tileId: undefined,
    reportUrl: undefined,
    attempt: 1,
    leaseUntil: undefined,
    code: undefined,
    text: undefined,
    warning: undefined,
    createdAt: installation.app.clock.now(),
  });
  await installation.app.notifications.tell(owner, {
    kind: 'failed',
    subject: TILE,
    code: 'INTERNAL',
    text: MARK,
  });
  notificationId = (await installation.app.notifications.list(owner))[0]?.id ?? '';
});
afterAll(() => directory.close());

/** Every id of Bob's that a route could mean. */
const bobsIds = () => [TILE, RUN, notificationId];

function routesWithIds(): readonly AnyRoute[] {
  return allRoutes().filter(
    ({ path, access }) => /\{\w+\}/.test(path) && access !== 'public' && access !== 'open',
  );
}

/** The route's path with each of its parameters one of Bob's ids. */
function* pathsOf(route: AnyRoute): Generator<string> {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  for (const first of bobsIds()) {
    const values = names.map((_, index) => (index === 0 ? first : RUN));
    let at = 0;
    yield `/${route.path.replace(/\{\w+\}/g, () => encodeURIComponent(values[at++] ?? ''))}`;
  }
}

async function call(who: InProcessPerson, route: AnyRoute, path: string): Promise<Answer> {
  const stamp = (await there.installation.app.subscriptions.get(ownerOf(BOB), TILE as SubscriptionId))
    ?.revision;
  const body = route.body && ('json' in route.body ? sampleInput(route.body.json) : 'x');
  return who.send(route.method, path, {
    ...(body !== undefined && { body }),
    headers: { 'if-match': `"${stamp}"` },
  });
}

/** Everything stored that is Bob's, and how many messages wait. */
async function stored(): Promise<string> {
  const { storage } = there.installation;
  const rows: unknown[] = [];
  for (const name of Object.values(TABLES)) {
    const page = await storage.table(name).page({ partition: { from: ' ', to: '\uffff' } });
    for (const row of page.rows) {
      const text = JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value));
      // The id of a run is free to be a pin's of hers; an id of a pin of his is not.
      const isHers = text.includes(EVE) && !text.includes(BOB) && !text.includes(TILE);
      const isHis = bobsIds().some((id) => text.includes(id)) || text.includes(BOB);
      if (isHis && !isHers) rows.push([name, text]);
    }
  }
  const queues = await Promise.all(
    Object.values(QUEUES).map(async (name) => [name, await storage.queue(name).approximateLength()]),
  );
  return JSON.stringify([rows, queues]);
}

describe('the ids of another person', () => {
  it('are taken by some ten routes', () => {
    expect(routesWithIds().length).toBeGreaterThanOrEqual(10);
  });

  it('open nothing and change nothing, on every route', async () => {
    const before = await stored();
    const wrong: string[] = [];
    for (const route of routesWithIds())
      for (const path of pathsOf(route)) {
        const { status, body } = await call(eve, route, path);
        if (JSON.stringify(body ?? '').includes(MARK)) wrong.push(`${route.method} ${path} shows it`);
        // 204: marking as read what is not there is no error. 409, 503: her own Power BI is asked, and is not there.
        if (![204, 400, 403, 404, 409, 503].includes(status))
          wrong.push(`${route.method} ${path} answered ${status}`);
      }
    expect(wrong).toEqual([]);
    expect(await stored()).toBe(before);
  });

  it('are answered as ids that do not exist, so that nobody learns which do', async () => {
    const nobodys = '99999999-9999-4999-8999-999999999999';
    const wrong: string[] = [];
    for (const route of routesWithIds())
      for (const path of pathsOf(route)) {
        const known = await call(eve, route, path);
        const unknown = await call(
          eve,
          route,
          path.replace(TILE, nobodys).replace(encodeURIComponent(notificationId), nobodys),
        );
        const [one, other] = [asText(known).replaceAll(TILE, nobodys), asText(unknown)];
        // A PUT that draws an id must say that it is taken; 122 random bits keep it from being asked for.
        const draws = route.method === 'PUT' && known.status === 409 && !asText(known).includes(MARK);
        if (one !== other && !draws) wrong.push(`${route.method} ${path}: ${one} / ${other}`);
      }
    expect(wrong).toEqual([]);
  });

  it('are not in any list', async () => {
    const lists = allRoutes().filter(
      ({ path, method, access }) =>
        method === 'GET' && !path.includes('{') && (access === 'user' || access === 'caller'),
    );
    expect(lists.length).toBeGreaterThan(3);
    for (const route of lists) {
      const { body } = await eve.send('GET', `/${route.path}`);
      expect(JSON.stringify(body ?? ''), route.name).not.toContain(MARK);
    }
  });

  it('open to Bob himself what they kept from her: the calls above were real ones', async () => {
    const opened = new Set<string>();
    const inOrder = [...routesWithIds()].sort(
      (a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'),
    );
    for (const route of inOrder)
      for (const path of pathsOf(route))
        if ((await call(bob, route, path)).status < 300) opened.add(route.name);
    expect([...opened].sort()).toEqual(
      expect.arrayContaining([
        'notifications-read',
        'pins-get',
        'runs-list',
        'runs-put',
        'subscriptions-delete',
        'subscriptions-get',
        'subscriptions-patch',
      ]),
    );
  });
});

/** Status and words of an answer; of a picture only that it is one. */
function asText({ status, body }: Answer): string {
  return `${status} ${body instanceof Uint8Array ? 'bytes' : JSON.stringify(body ?? '')}`;
}
