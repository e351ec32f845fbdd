import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../lib/errors.ts';
import type { Fields } from '../../../lib/log.ts';
import { MemoryStorage } from '../../../lib/storage/memory/memory-storage.ts';
import { otlpSink } from '../../../lib/telemetry/otlp-sink.ts';
import type { Span } from '../../../lib/telemetry/span.ts';
import {
  tracedPictures,
  tracedPowerBi,
  tracedStorage,
  tracedTokens,
} from '../../../lib/telemetry/traced-ports.ts';
import { createTracer } from '../../../lib/telemetry/tracer.ts';
import { startTraces } from '../../../sandbox/traces/start.ts';
import { OWNER, TestPictures } from '../../support/memory-installation.ts';
import { TestClock } from '../../support/test-clock.ts';

function bench(sink?: (spans: readonly Span[]) => Promise<void>) {
  const spans: Span[] = [];
  const events: { event: string; fields: Fields }[] = [];
  let time = 1_000_000;
  const write = (event: string, fields: Fields = {}) => void events.push({ event, fields });
  const keep = async (ended: readonly Span[]) => void spans.push(...ended);
  const tracer = createTracer({ log: { info: write, warn: write }, now: () => ++time, sink: sink ?? keep });
  const memory = new MemoryStorage(new TestClock('2026-11-23T07:00:00Z'));
  return { tracer, storage: tracedStorage(memory, tracer), memory, spans, events };
}

describe('a trace', () => {
  it('goes from a request through a message to its consumer, and from there to the calls it makes', async () => {
    const { tracer, storage, memory, spans } = bench();
    const queue = storage.queue('refresh-tile');
    await tracer.invocation({ name: 'PUT api/pins', kind: 'server' }, () => queue.send({ id: '1' }));
    const [received] = memory.queue('refresh-tile').receive({ max: 1, visibilitySeconds: 30 });
    const traceparent = Object(received?.message).traceparent;
    await tracer.invocation(
      { name: 'refresh-tile', kind: 'consumer', traceParent: traceparent },
      async () => {
        await storage.table('Runs').get({ partitionKey: 'p', rowKey: 'r' });
      },
    );
    const byName = (name: string) => spans.find((span) => span.name === name);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect(byName('refresh-tile')?.parentId).toBe(byName('storage send message')?.spanId);
    expect(byName('storage get row')?.parentId).toBe(byName('refresh-tile')?.spanId);
    expect(byName('PUT api/pins')?.parentId).toBeUndefined();
  });

  it('counts the calls of an invocation in an event, and names its trace in every other', async () => {
    const { tracer, storage, events } = bench();
    await tracer.invocation({ name: 'tick', kind: 'consumer' }, async () => {
      await storage.table('Cursor').get({ partitionKey: 'a', rowKey: 'b' });
      tracer.count('vault');
      expect(tracer.ids()).toMatchObject({ traceId: expect.stringMatching(/^[0-9a-f]{32}$/) });
    });
    expect(events).toContainEqual({
      event: 'invocation.done',
      fields: expect.objectContaining({ name: 'tick', storageCalls: 1, vaultCalls: 1, powerBiCalls: 0 }),
    });
  });

  it('adds up the time of an invocation by step', async () => {
    const { tracer, storage, events } = bench();
    const tokens = { tokenFor: async () => 'token', forget: () => undefined };
    const powerBi = tracedPowerBi(
      {
        call: async (owner) => {
          await tracedTokens(tokens, tracer).tokenFor(owner);
          throw new DomainError('POWER_BI_UNAVAILABLE');
        },
      },
      tracer,
    );
    const pictures = tracedPictures(new TestPictures(), tracer);
    await tracer.invocation({ name: 'refresh-tile', kind: 'consumer' }, async () => {
      await storage.table('Runs').get({ partitionKey: 'p', rowKey: 'r' });
      await pictures.placeholder({ reportId: 'r', itemName: 'i', text: 'x' });
      await expect(powerBi.call(OWNER, { method: 'GET', path: '/groups' })).rejects.toThrow();
    });
    // The clock moves a millisecond each time it is read: twice for a call, four times for one that holds another.
    expect(events).toContainEqual({
      event: 'invocation.done',
      fields: expect.objectContaining({
        storageMs: 1,
        vaultMs: 0,
        renderMs: 1,
        tokenMs: 1,
        powerBiMs: 3,
      }),
    });
  });

  it('says which error work ended with, and lets it through', async () => {
    const { tracer, spans } = bench();
    const work = tracer.invocation({ name: 'x', kind: 'consumer' }, () =>
      Promise.reject(new TypeError('no')),
    );
    await expect(work).rejects.toThrow('no');
    expect(spans[0]?.failure).toBe('TypeError');
  });

  it('begins anew for a traceparent that is none', async () => {
    const { tracer, spans } = bench();
    for (const traceParent of ['', '00-00000000000000000000000000000000-0000000000000000-01', 7, undefined])
      await tracer.invocation({ name: 'x', kind: 'server', traceParent }, async () => undefined);
    expect(spans.map(({ parentId }) => parentId)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('fails no work when the collector does not answer; it says so', async () => {
    const { tracer, events } = bench(() => Promise.reject(new Error('down')));
    expect(await tracer.invocation({ name: 'x', kind: 'server' }, async () => 7)).toBe(7);
    await new Promise<void>((resolve) => setImmediate(resolve));
    expect(events.map(({ event }) => event)).toContain('telemetry.lost');
  });
});

describe('the collector of the sandbox', () => {
  it('shows a run as a waterfall: each piece below what began it, with its failure', async () => {
    const traces = await startTraces({ port: 0 });
    try {
      const { tracer, storage } = bench(otlpSink(traces.url, 'report-tiles'));
      const work = tracer.invocation({ name: 'refresh-tile', kind: 'consumer' }, async () => {
        await tracer.span(
          { name: 'render', kind: 'internal', attributes: { item: 'Chart1', points: 12 } },
          async () => {
            await storage.blobs('definitions').get('x');
          },
        );
        throw new Error('refused');
      });
      await expect(work).rejects.toThrow('refused');
      await expect.poll(() => traces.collector.traces().length).toBe(1);
      const traceId = traces.collector.traces()[0]?.traceId ?? '';
      expect(traces.collector.waterfall(traceId).map(({ name, depth }) => `${depth} ${name}`)).toEqual([
        '0 refresh-tile',
        '1 render',
        '2 storage get blob',
      ]);
      expect(await (await fetch(traces.url)).text()).toContain(`/trace/${traceId}`);
      const page = await (await fetch(`${traces.url}/trace/${traceId}`)).text();
      expect(page).toContain('class="bar failed"');
      expect(page).toContain('item: Chart1');
      expect(
        (await fetch(`${traces.url}/v1/traces`, { method: 'POST', body: '{"resourceSpans":7}' })).status,
      ).toBe(400);
    } finally {
      await traces.close();
    }
  });
});
