import { type QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Azurite, startAzurite } from '../../../support/azurite.ts';
import { endHosts, type HostProcess, MASTER_KEY, startHostProcess, until } from './host-process.ts';

let azurite: Azurite;
let service: QueueServiceClient;

beforeAll(async () => {
  azurite = await startAzurite();
  service = QueueServiceClient.fromConnectionString(azurite.connectionString);
});
afterAll(() => azurite.close());

async function endAll(): Promise<void> {
  await endHosts();
  for await (const queue of service.listQueues()) await service.deleteQueue(queue.name);
}

const Run = z.object({
  at: z.number(),
  pid: z.number(),
  entry: z.unknown(),
  metadata: z.record(z.string(), z.unknown()),
});

function startQueues(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): HostProcess {
  const settings = { Store: azurite.connectionString, PLAIN_QUEUE: 'plain', ...env };
  return startHostProcess('queues-app', { env: settings, args });
}

async function createQueue(name: string): Promise<QueueClient> {
  const queue = service.getQueueClient(name);
  await queue.create();
  return queue;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const send = (queue: QueueClient, text: string) => queue.sendMessage(base64(text));
/** Messages that are there, visible or not; a queue that is missing holds none. */
const length = async (queue: QueueClient) =>
  (await queue.exists()) ? ((await queue.getProperties()).approximateMessagesCount ?? 0) : 0;
const runs = (host: HostProcess, name: string) => host.values(name, Run);
const untilRuns = (host: HostProcess, name: string, count: number) =>
  until(() => host.logged(name).length >= count, host.output);

describe('a queue function', () => {
  let host: HostProcess;

  // One host for all of them: each queue is read by itself.
  beforeAll(async () => {
    const failing = await createQueue('failing');
    await send(failing, 'worn out');
    for (let i = 0; i < 3; i++) {
      const took = async () =>
        (await failing.receiveMessages({ visibilityTimeout: 1 })).receivedMessageItems.length === 1;
      await until(took, String);
    }
    host = startQueues();
    await host.ready();
  });
  afterAll(endAll);

  it('waits for a queue that is missing, and gets its messages parsed, with their metadata', async () => {
    const missing = await host.line((line) => line.event === 'queue.missing' && line.function === 'plain');
    expect(missing.message).toBe('waiting for the queue plain');
    const queue = await createQueue('plain');
    for (const text of ['{"owner":"o","n":5}', '123', 'grüße', '[1,2]']) {
      await send(queue, text);
      await untilRuns(host, 'plain', host.logged('plain').length + 1);
    }
    const seen = runs(host, 'plain');
    expect(seen.map((run) => run.entry)).toEqual([{ owner: 'o', n: 5 }, 123, 'grüße', [1, 2]]);
    expect(seen[0]?.metadata).toMatchObject({
      dequeueCount: 1,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      popReceipt: expect.any(String),
      insertionTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/),
      expirationTime: expect.any(String),
      nextVisibleTime: expect.any(String),
      queueTrigger: { owner: 'o', n: 5 },
      owner: 'o',
      n: 5,
    });
    await until(async () => (await length(queue)) === 0, host.output);
  });

  it('is not run for a message that was taken too often already', async () => {
    await untilRuns(host, 'failing_poison', 1);
    expect(runs(host, 'failing_poison')[0]?.entry).toBe('worn out');
    expect(host.logged('failing')).toEqual([]);
  });

  it('is not run for a message that is not in the encoding of host.json', async () => {
    const queue = service.getQueueClient('failing');
    await queue.sendMessage('no base64!');
    await host.line((line) => line.event === 'queue.undecodable' && line.function === 'failing');
    await until(async () => (await length(queue)) === 0, host.output);
    // It is no base64 in the poison queue either, and stays there: that one has no poison queue.
    await host.line((line) => line.event === 'queue.undecodable' && line.function === 'failing_poison');
    expect(await length(service.getQueueClient('failing-poison'))).toBe(1);
    expect(host.logged('failing')).toEqual([]);
  });

  it('gets a message again after visibilityTimeout, until the last failure moves it to the poison queue', async () => {
    const queue = service.getQueueClient('failing');
    await send(queue, '{"id":"mine"}');
    await untilRuns(host, 'failing_poison', 2);
    const attempts = runs(host, 'failing');
    expect(attempts.map((run) => run.metadata.dequeueCount)).toEqual([1, 2, 3]);
    expect((attempts[2]?.at ?? 0) - (attempts[0]?.at ?? 0)).toBeGreaterThan(1900);
    expect(attempts[0]?.metadata.id).toBe('mine');
    expect(runs(host, 'failing_poison')[1]).toMatchObject({
      entry: { id: 'mine' },
      metadata: { dequeueCount: 1 },
    });
    await until(async () => (await length(queue)) === 0, host.output);
  });

  it('runs for batchSize and newBatchThreshold messages at once, not more', async () => {
    const queue = await createQueue('wide');
    await Promise.all(Array.from({ length: 30 }, (_, index) => send(queue, String(index))));
    await untilRuns(host, 'wide', 30);
    const counts = host.values('wide', z.object({ running: z.number() })).map((run) => run.running);
    expect(Math.max(...counts)).toBeGreaterThanOrEqual(4);
    expect(Math.max(...counts)).toBeLessThanOrEqual(6);
    await until(async () => (await length(queue)) === 0, host.output);
  });

  it('runs on demand with the message of the request', async () => {
    const before = host.logged('plain').length;
    const answer = await fetch(`${await host.ready()}/admin/functions/plain?wait=true`, {
      method: 'POST',
      headers: { 'x-functions-key': MASTER_KEY, 'content-type': 'application/json' },
      body: JSON.stringify({ input: '{"by":"hand"}' }),
    });
    expect(await answer.json()).toEqual({ succeeded: true });
    // What the host prints may come after its answer.
    await untilRuns(host, 'plain', before + 1);
    expect(runs(host, 'plain')[before]?.entry).toEqual({ by: 'hand' });
  });

  it('sends its outputs: the queue is created, each element of an array is a message', async () => {
    const before = host.logged('plain').length;
    const answer = await fetch(`${await host.ready()}/api/send`, {
      method: 'POST',
      body: JSON.stringify({ made: ['a', { b: 1 }, 3], plain: { to: 'plain' } }),
    });
    expect(answer.status).toBe(202);
    const made = await service.getQueueClient('made-here').receiveMessages({ numberOfMessages: 32 });
    const texts = made.receivedMessageItems.map((item) => Buffer.from(item.messageText, 'base64').toString());
    expect(texts.sort()).toEqual(['3', 'a', '{"b":1}']);
    await untilRuns(host, 'plain', before + 1);
    expect(runs(host, 'plain')[before]?.entry).toEqual({ to: 'plain' });
  });
});

describe('plain texts', () => {
  afterAll(endAll);

  it('are read and sent where host.json says so', async () => {
    const env = { AzureFunctionsJobHost__extensions__queues__messageEncoding: 'none' };
    const host = startQueues([], env);
    const answer = await fetch(`${await host.ready()}/api/send`, {
      method: 'POST',
      body: '{"made":"ä","plain":"as it is"}',
    });
    expect(answer.status).toBe(202);
    await untilRuns(host, 'plain', 1);
    expect(runs(host, 'plain')[0]?.entry).toBe('as it is');
    const made = await service.getQueueClient('made-here').peekMessages();
    expect(made.peekedMessageItems[0]?.messageText).toBe('ä');
  });
});

describe('a message in work', () => {
  afterEach(endAll);

  it('comes again with dequeueCount 2 when its host is killed', async () => {
    const queue = await createQueue('slow');
    const args = ['--queue-invisibility', '00:00:03'];
    const first = startQueues(args);
    await send(queue, '{"ms":60000}');
    await untilRuns(first, 'slow', 1);
    first.signal('SIGKILL');
    await first.exit();
    const second = startQueues(args);
    await untilRuns(second, 'slow', 1);
    const [before] = runs(first, 'slow');
    const [after] = runs(second, 'slow');
    expect(before?.metadata.dequeueCount).toBe(1);
    expect(after?.metadata.dequeueCount).toBe(2);
    expect(after?.entry).toEqual({ ms: 60_000 });
  });

  it('stays invisible as long as it takes', async () => {
    const queue = await createQueue('slow');
    const host = startQueues(['--queue-invisibility', '00:00:02']);
    await send(queue, '{"ms":6000}');
    await untilRuns(host, 'slow', 2);
    expect(runs(host, 'slow').map((run) => run.entry)).toEqual([{ ms: 6000 }, 'ended']);
    await until(async () => (await length(queue)) === 0, host.output);
    expect(host.logged('slow')).toHaveLength(2);
  });

  it('is finished when its host stops in order', async () => {
    const queue = await createQueue('slow');
    const host = startQueues();
    await send(queue, '{"ms":2000}');
    await untilRuns(host, 'slow', 1);
    host.signal('SIGTERM');
    expect(await host.exit()).toBe(0);
    expect(host.logged('slow')).toHaveLength(2);
    expect(await length(queue)).toBe(0);
  });
});

describe('queue outputs that cannot be sent', () => {
  afterAll(endAll);

  it('fail the invocation', async () => {
    const nowhere = azurite.connectionString.replaceAll(azurite.endpoints.queue, 'http://127.0.0.1:9');
    const host = startQueues([], { Store: nowhere });
    const answer = await fetch(`${await host.ready()}/api/send`, { method: 'POST', body: '{"made":["a"]}' });
    expect(answer.status).toBe(500);
    const unreadable = host.lines.filter(
      (line) => line.event === 'queue.unreadable' && line.function === 'plain',
    );
    expect(unreadable).toHaveLength(1);
  });
});
