import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { HostError } from '../../../../sandbox/host/host-error.ts';
import { readHostConfig } from '../../../../sandbox/host/host-json.ts';
import type { Settings } from '../../../../sandbox/host/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'host-json-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(content: unknown, settings: Settings = {}) {
  writeFileSync(join(folder, 'host.json'), typeof content === 'string' ? content : JSON.stringify(content));
  return readHostConfig(folder, settings);
}

describe('host.json', () => {
  it('has the defaults of the host', () => {
    expect(read({ version: '2.0' })).toEqual({
      routePrefix: 'api',
      customHeaders: {},
      functionTimeout: 1_800_000,
      queues: {
        batchSize: 16,
        newBatchThreshold: 8 * availableParallelism(),
        maxDequeueCount: 5,
        visibilityTimeout: 0,
        maxPollingInterval: 2000,
        messageEncoding: 'base64',
      },
      listenerLockPeriod: 60_000,
      listenerLockRecoveryPollingInterval: 60_000,
      hasExtensionBundle: false,
      ignored: [],
    });
  });

  it('gives what it holds', () => {
    const config = read({
      version: '2.0',
      functionTimeout: '-1',
      extensionBundle: { id: 'Microsoft.Azure.Functions.ExtensionBundle', version: '[4.*, 5.0.0)' },
      logging: {},
      extensions: {
        http: { routePrefix: '/v1/', customHeaders: { a: 'b' } },
        queues: { batchSize: 1, visibilityTimeout: '00:00:30', messageEncoding: 'None' },
      },
    });
    expect(config).toMatchObject({
      routePrefix: 'v1',
      customHeaders: { a: 'b' },
      functionTimeout: undefined,
      queues: { batchSize: 1, newBatchThreshold: 0, visibilityTimeout: 30_000, messageEncoding: 'none' },
      hasExtensionBundle: true,
      ignored: ['extensionBundle', 'logging'],
    });
  });

  it('is overlaid by settings that begin with AzureFunctionsJobHost__, in any case', () => {
    const config = read(
      { version: '2.0', extensions: { http: { routePrefix: 'api' } } },
      {
        AzureFunctionsJobHost__extensions__http__routePrefix: '',
        AZUREFUNCTIONSJOBHOST__EXTENSIONS__QUEUES__BATCHSIZE: '4',
        AzureFunctionsJobHost__singleton__listenerLockPeriod: '00:00:15',
      },
    );
    expect(config.routePrefix).toBe('');
    expect(config.queues.batchSize).toBe(4);
    expect(config.listenerLockPeriod).toBe(15_000);
  });

  it.each([
    ['no json', /is not JSON/],
    [[], /expected object, received array/],
    [{}, /version: must be "2\.0"/],
    [{ version: '2.0', customHandler: {} }, /"customHandler" of host\.json is not supported/],
    [
      { version: '2.0', concurrency: { dynamicConcurrencyEnabled: true } },
      /concurrency\.dynamicConcurrencyEnabled/,
    ],
    [{ version: '2.0', extensions: { queues: { batchSize: 33 } } }, /extensions\.queues\.batchSize/],
    [
      { version: '2.0', extensions: { queues: { maxDequeueCount: 0 } } },
      /extensions\.queues\.maxDequeueCount/,
    ],
    [{ version: '2.0', extensions: { queues: { visibilityTimeout: 'x' } } }, /"x" is no time span/],
    [{ version: '2.0', extensions: { queues: { maxPollingInterval: '00:00:00.05' } } }, /maxPollingInterval/],
    [{ version: '2.0', extensions: { queues: { messageEncoding: 'hex' } } }, /messageEncoding/],
    [{ version: '2.0', singleton: { listenerLockPeriod: '00:00:14' } }, /of 15 to 60 seconds/],
    [{ version: '2.0', functionTimeout: '00:00:00' }, /functionTimeout/],
  ])('%j is refused', (content, message) => {
    expect(() => read(content)).toThrow(HostError);
    expect(() => read(content)).toThrow(message);
  });

  it('is wanted', () => {
    expect(() => readHostConfig(join(folder, 'nowhere'), {})).toThrow(/has no host\.json/);
  });
});
