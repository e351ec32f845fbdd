import type { PowerBiTokens } from '../identity/power-bi-tokens.ts';
import type { PowerBi } from '../power-bi/client.ts';
import type { TilePictures } from '../reports/tile-pictures.ts';
import type { Blobs } from '../storage/blobs.ts';
import type { Queue } from '../storage/queue.ts';
import type { Secrets } from '../storage/secrets.ts';
import type { Storage } from '../storage/storage.ts';
import type { Table } from '../storage/table.ts';
import type { CallKind, Tracer } from './tracer.ts';

/** Counts storage calls, and sends the trace along with each message: the consumer goes on with it. */
export function tracedStorage(storage: Storage, tracer: Tracer): Storage {
  return {
    table: (name) => tracedTable(storage.table(name), name, tracer),
    queue: (name) => tracedQueue(storage.queue(name), name, tracer),
    blobs: (name) => tracedBlobs(storage.blobs(name), name, tracer),
    ensure: (names) => storage.ensure(names),
  };
}

function calling(tracer: Tracer, kind: CallKind, what: string) {
  return <T>(operation: string, work: () => Promise<T>): Promise<T> => {
    tracer.count(kind);
    return tracer.span(
      { name: `${kind} ${operation}`, kind: 'client', attributes: { 'peer.resource': what }, step: kind },
      work,
    );
  };
}

function tracedTable(table: Table, name: string, tracer: Tracer): Table {
  const call = calling(tracer, 'storage', name);
  return {
    get: (key) => call('get row', () => table.get(key)),
    write: (write) => call(`${write.kind} row`, () => table.write(write)),
    batch: (writes) => call('batch', () => table.batch(writes)),
    page: (query) => call('read page', () => table.page(query)),
  };
}

function tracedQueue(queue: Queue, name: string, tracer: Tracer): Queue {
  const call = calling(tracer, 'storage', name);
  return {
    send: (message, options) =>
      call('send message', () => {
        const traceparent = tracer.traceParent();
        return queue.send(traceparent === undefined ? message : { ...message, traceparent }, options);
      }),
    approximateLength: () => call('read length', () => queue.approximateLength()),
  };
}

function tracedBlobs(blobs: Blobs, name: string, tracer: Tracer): Blobs {
  const call = calling(tracer, 'storage', name);
  return {
    get: (blob) => call('get blob', () => blobs.get(blob)),
    put: (blob, bytes, options) => call('put blob', () => blobs.put(blob, bytes, options)),
    delete: (blob) => call('delete blob', () => blobs.delete(blob)),
    list: (prefix, after) => call('list blobs', () => blobs.list(prefix, after)),
  };
}

export function tracedSecrets(secrets: Secrets, tracer: Tracer): Secrets {
  const call = calling(tracer, 'vault', 'secrets');
  return {
    get: (name, version) => call('get secret', () => secrets.get(name, version)),
    set: (name, value, options) => call('set secret', () => secrets.set(name, value, options)),
    disable: (name, version) => call('disable secret', () => secrets.disable(name, version)),
    retire: (name) => call('retire secret', () => secrets.retire(name)),
  };
}

/** One span a call, with the path: it holds ids only. */
export function tracedPowerBi(powerBi: PowerBi, tracer: Tracer): PowerBi {
  return {
    call(owner, request) {
      tracer.count('powerBi');
      const attributes = {
        'http.request.method': request.method,
        'url.path': request.path.split('?')[0] ?? '',
      };
      return tracer.span({ name: 'Power BI', kind: 'client', attributes, step: 'powerBi' }, () =>
        powerBi.call(owner, request),
      );
    },
  };
}

/** Tokens come from memory, from the store, or from Entra: how long that takes is a step of a run. */
export function tracedTokens(tokens: PowerBiTokens, tracer: Tracer): PowerBiTokens {
  return {
    tokenFor: (owner, options) =>
      tracer.span({ name: 'token', kind: 'internal', step: 'token' }, () => tokens.tokenFor(owner, options)),
    forget: (owner) => tokens.forget(owner),
  };
}

/** Drawing with all that it needs: definition, data, pictures of others. */
export function tracedPictures(pictures: TilePictures, tracer: Tracer): TilePictures {
  const drawing = <T>(operation: string, work: () => Promise<T>) =>
    tracer.span({ name: `render ${operation}`, kind: 'internal', step: 'render' }, work);
  return {
    render: (request) => drawing('picture', () => pictures.render(request)),
    data: (request) => drawing('data', () => pictures.data(request)),
    placeholder: (request) => drawing('placeholder', () => pictures.placeholder(request)),
    caption: (png, caption) => drawing('caption', () => pictures.caption(png, caption)),
  };
}
