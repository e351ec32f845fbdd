import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Azurite, startAzurite } from '../../../support/azurite.ts';
import { endHosts, type HostProcess, MASTER_KEY, startHostProcess, until } from './host-process.ts';

let azurite: Azurite;
let container: ContainerClient;

beforeAll(async () => {
  azurite = await startAzurite();
  container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient(
    'azure-webjobs-hosts',
  );
});
afterAll(() => azurite.close());

const Status = z.object({ last: z.string(), next: z.string(), lastUpdated: z.string() });
const Run = z.object({
  at: z.number(),
  pid: z.number(),
  isPastDue: z.boolean(),
  schedule: z.object({ adjustForDST: z.boolean() }),
  scheduleStatus: Status.nullable(),
});
const StoredStatus = z.object({ Last: z.string(), Next: z.string(), LastUpdated: z.string() });

/** The third of a month at three: far away from the tests whenever they run, but for one minute a month. */
const MONTHLY = '0 0 3 3 * *';

let hostIds = 0;
/** A host id of its own keeps the tests' locks and status apart. */
function newHostId(): string {
  return `test-${++hostIds}`;
}

function startTimers(
  timers: string,
  hostId = newHostId(),
  env: Readonly<Record<string, string>> = {},
): HostProcess {
  return startHostProcess('timers-app', {
    env: {
      AzureWebJobsStorage: azurite.connectionString,
      AzureFunctionsWebHost__hostid: hostId,
      TIMERS: timers,
      MONTHLY,
      ...env,
    },
  });
}

const statusBlob = (hostId: string, name: string) =>
  container.getBlockBlobClient(`timers/${hostId}/Host.Functions.${name}/status`);

async function storedStatus(hostId: string, name: string): Promise<z.infer<typeof StoredStatus>> {
  return StoredStatus.parse(JSON.parse((await statusBlob(hostId, name).downloadToBuffer()).toString()));
}

async function storeStatus(
  hostId: string,
  name: string,
  status: z.infer<typeof StoredStatus>,
): Promise<void> {
  await container.createIfNotExists();
  const text = JSON.stringify(status);
  await statusBlob(hostId, name).upload(text, Buffer.byteLength(text));
}

const runs = (host: HostProcess, name: string) => host.values(name, Run);
const untilRuns = (host: HostProcess, name: string, count: number) =>
  until(() => host.logged(name).length >= count, host.output);

describe('a timer', () => {
  let host: HostProcess;
  let hostId: string;

  // One host for all of them: each timer runs by itself.
  beforeAll(async () => {
    hostId = newHostId();
    host = startTimers('often,span,slow,failing,retried,startup,unmonitored', hostId);
    await host.ready();
  });
  afterAll(endHosts);

  it('fires at the seconds of its schedule, with no status where it fires several times a minute', async () => {
    await untilRuns(host, 'often', 3);
    const seen = runs(host, 'often').slice(0, 3);
    for (const run of seen) {
      expect(run).toMatchObject({ isPastDue: false, scheduleStatus: null, schedule: { adjustForDST: true } });
      expect(run.at % 1000).toBeLessThan(700);
    }
    expect(new Set(seen.map((run) => Math.floor(run.at / 1000))).size).toBe(3);
  });

  it('takes a time span as its schedule', async () => {
    await untilRuns(host, 'span', 3);
    const [first, , third] = runs(host, 'span');
    expect(first?.schedule.adjustForDST).toBe(false);
    expect((third?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(3500);
  });

  it('never overlaps itself: after a long run one of the missed occurrences follows at once', async () => {
    const Edge = z.object({ at: z.number(), ended: z.boolean().optional() });
    await untilRuns(host, 'slow', 5);
    const edges = host.values('slow', Edge).slice(0, 5);
    expect(edges.map((edge) => edge.ended === true)).toEqual([false, true, false, true, false]);
    expect((edges[2]?.at ?? 0) - (edges[1]?.at ?? 0)).toBeLessThan(900);
  });

  it('goes on after failures', async () => {
    await untilRuns(host, 'failing', 3);
    const failures = host.lines.filter(
      (line) => line.event === 'invocation.failed' && line.function === 'failing',
    );
    expect(failures.length).toBeGreaterThanOrEqual(2);
  });

  it('is retried as its policy says', async () => {
    const Retry = z.object({
      retry: z.object({ retryCount: z.number(), maxRetryCount: z.number() }).nullable(),
    });
    await untilRuns(host, 'retried', 3);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(host.values('retried', Retry).map((run) => run.retry)).toEqual([
      null,
      { retryCount: 1, maxRetryCount: 2 },
      { retryCount: 2, maxRetryCount: 2 },
    ]);
  });

  it('runs at the start if it says so, and keeps no status if it says that', async () => {
    await untilRuns(host, 'startup', 1);
    await untilRuns(host, 'unmonitored', 1);
    expect(runs(host, 'startup')[0]).toMatchObject({
      isPastDue: false,
      scheduleStatus: { last: '0001-01-01T00:00:00+00:00' },
    });
    expect(runs(host, 'unmonitored')[0]?.scheduleStatus).toBeNull();
    await until(async () => (await storedStatus(hostId, 'startup')).Last > '2026', host.output);
    expect(await statusBlob(hostId, 'unmonitored').exists()).toBe(false);
  });
});

describe('a timer that is run by hand', () => {
  afterEach(endHosts);

  it('runs now on demand, for the master key', async () => {
    const hostId = newHostId();
    const host = startTimers('monthly', hostId);
    const url = `${await host.ready()}/admin/functions/monthly`;
    await until(() => statusBlob(hostId, 'monthly').exists(), host.output);
    const init = (key: string) => ({
      method: 'POST',
      headers: { 'x-functions-key': key, 'content-type': 'application/json' },
      body: '{}',
    });
    expect((await fetch(url, init('wrong'))).status).toBe(401);
    const waited = await fetch(`${url}?wait=true`, init(MASTER_KEY));
    expect([waited.status, await waited.json()]).toEqual([200, { succeeded: true }]);
    expect((await fetch(url, init(MASTER_KEY))).status).toBe(202);
    await untilRuns(host, 'monthly', 2);
    expect(runs(host, 'monthly')[0]).toMatchObject({
      isPastDue: false,
      scheduleStatus: { next: expect.stringMatching(/-03T03:00:00/) },
    });
    // It is no occurrence: the recorded status stays.
    expect((await storedStatus(hostId, 'monthly')).Last).toBe('0001-01-01T00:00:00+00:00');
  });
});

describe('the status of a timer', () => {
  afterEach(endHosts);

  it('is recorded when it first starts', async () => {
    const hostId = newHostId();
    const host = startTimers('monthly', hostId);
    await until(() => statusBlob(hostId, 'monthly').exists(), host.output);
    const status = await storedStatus(hostId, 'monthly');
    expect(status.Last).toBe('0001-01-01T00:00:00+00:00');
    expect(status.Next).toMatch(/^\d{4}-\d\d-03T03:00:00\+00:00$/);
    expect(Math.abs(Date.parse(status.LastUpdated) - Date.now())).toBeLessThan(30_000);
    expect(host.logged('monthly')).toEqual([]);
  });

  it('makes it past due once, when occurrences went by while no host ran', async () => {
    const hostId = newHostId();
    const last = '2025-01-03T03:00:00+00:00';
    await storeStatus(hostId, 'monthly', {
      Last: last,
      Next: '2025-02-03T03:00:00+00:00',
      LastUpdated: last,
    });
    const host = startTimers('monthly', hostId);
    await untilRuns(host, 'monthly', 1);
    await until(async () => (await storedStatus(hostId, 'monthly')).Last !== last, host.output);
    expect(runs(host, 'monthly')).toHaveLength(1);
    expect(runs(host, 'monthly')[0]).toMatchObject({
      isPastDue: true,
      scheduleStatus: { last, next: '2025-02-03T03:00:00+00:00' },
    });
    expect(Date.parse((await storedStatus(hostId, 'monthly')).Next)).toBeGreaterThan(Date.now());
  });

  it('is counted anew when the schedule was changed', async () => {
    const hostId = newHostId();
    const last = '2025-01-03T03:00:00+00:00';
    await storeStatus(hostId, 'monthly', {
      Last: last,
      Next: '2025-01-04T03:00:00+00:00',
      LastUpdated: last,
    });
    const host = startTimers('monthly', hostId);
    await until(
      async () => Date.parse((await storedStatus(hostId, 'monthly')).Next) > Date.now(),
      host.output,
    );
    expect(host.logged('monthly')).toEqual([]);
  });
});

describe('two hosts on one storage', () => {
  afterEach(endHosts);

  it('fire a timer once, and the other goes on when one is killed', async () => {
    const hostId = newHostId();
    const first = startTimers('often', hostId);
    await untilRuns(first, 'often', 1);
    const second = startTimers('often', hostId);
    await second.line((line) => line.event === 'timer.waiting');
    await untilRuns(first, 'often', 3);
    expect(second.logged('often')).toEqual([]);
    first.signal('SIGKILL');
    await first.exit();
    // The lock names its process, which has ended: nobody waits until it expires.
    await until(() => second.logged('often').length > 0, second.output, 8000);
    const seconds = [...runs(first, 'often'), ...runs(second, 'often')].map((run) =>
      Math.floor(run.at / 1000),
    );
    expect(new Set(seconds).size).toBe(seconds.length);
  });

  it('do not both take over from one that was killed', async () => {
    const hostId = newHostId();
    const killed = startTimers('often', hostId);
    await untilRuns(killed, 'often', 1);
    killed.signal('SIGKILL');
    await killed.exit();
    const heirs = [startTimers('often', hostId), startTimers('often', hostId), startTimers('often', hostId)];
    await until(
      () => heirs.some((heir) => heir.logged('often').length >= 5),
      () => heirs.map((heir) => heir.output()).join('\n'),
    );
    expect(heirs.filter((heir) => heir.logged('often').length > 0)).toHaveLength(1);
    expect(heirs.flatMap((heir) => heir.lines).filter((line) => line.event === 'timer.lock-lost')).toEqual(
      [],
    );
  });

  it('hand a timer over when one stops in order', async () => {
    const hostId = newHostId();
    const first = startTimers('often', hostId);
    await untilRuns(first, 'often', 1);
    const second = startTimers('often', hostId);
    await second.line((line) => line.event === 'timer.waiting');
    first.signal('SIGTERM');
    expect(await first.exit()).toBe(0);
    await until(() => second.logged('often').length > 0, second.output, 8000);
  });

  it('let the lock expire of one that hangs, which stops when it comes back', async () => {
    const hostId = newHostId();
    const first = startTimers('often', hostId);
    await untilRuns(first, 'often', 1);
    const second = startTimers('often', hostId);
    await second.line((line) => line.event === 'timer.waiting');
    first.signal('SIGSTOP');
    await until(() => second.logged('often').length > 0, second.output, 20_000);
    first.signal('SIGCONT');
    await first.line((line) => line.event === 'timer.lock-lost', 15_000);
    const before = first.logged('often').length;
    await untilRuns(second, 'often', second.logged('often').length + 3);
    expect(first.logged('often')).toHaveLength(before);
  }, 60_000);
});

describe('a host whose storage is out of reach', () => {
  afterEach(endHosts);

  it('serves HTTP, says so once, and tries on', async () => {
    const nowhere = azurite.connectionString.replaceAll(azurite.endpoints.blob, 'http://127.0.0.1:9');
    const host = startTimers('often', newHostId(), { AzureWebJobsStorage: nowhere });
    expect((await fetch(`${await host.ready()}/admin/host/ping`)).status).toBe(200);
    await host.line((line) => line.event === 'timer.storage');
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(host.lines.filter((line) => line.event === 'timer.storage')).toHaveLength(1);
    host.signal('SIGTERM');
    expect(await host.exit()).toBe(0);
  });
});
