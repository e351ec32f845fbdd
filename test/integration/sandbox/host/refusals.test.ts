import { afterEach, describe, expect, it } from 'vitest';
import { endHosts, startHostProcess } from './host-process.ts';

afterEach(endHosts);

const CASES: readonly (readonly [string, RegExp])[] = [
  ['none', /no function is registered by functions\/refused\.js/],
  ['throws', /cannot load functions\/refused\.js: while loading/],
  ['duplicateName', /A function with id "same" has already been registered/],
  ['duplicateNameByCase', /function "SAME": its name differs from "same" in case alone/],
  ['duplicateRoute', /function "two": its route "api\/Tiles\/\{id\}" conflicts with that of function "one"/],
  ['admin', /function "page": the route "administration" begins with admin or runtime/],
  ['runtime', /function "page": the route "\/runtime\/x" begins with admin or runtime/],
  ['constraint', /function "page": .*the route constraint "nosuch" is not supported/],
  ['mixed', /function "page": .*mixes text and parameters/],
  ['level', /function "page": the authLevel "system" is none of/],
  ['badName', /function "1st": its name must begin with a letter/],
  [
    'cron',
    /function "clock": the schedule "0 0 0 L \* \* \*?" is neither NCRONTAB|function "clock": the schedule "0 0 0 L/,
  ],
  ['neverComes', /function "clock": the schedule "0 0 0 30 2 \*" never comes/],
  ['missingSetting', /function "clock": the setting "NO_SUCH_SETTING".* is missing/],
  ['blob', /function "blob": the trigger "blobTrigger" is not supported/],
  ['warmup', /function "warm": the trigger "warmupTrigger" is not supported/],
  ['inputBinding', /function "page": the input binding "blob" is not supported/],
  ['outputBinding', /function "page": the output binding "blob" is not supported/],
  ['queueName', /function "q": "bad_name" is no name that Azure Storage takes/],
  ['queueConnection', /function "q": the setting "Missing" with the storage connection string is missing/],
  ['identityConnection', /function "q": the connection "Cloud" uses an identity \(Cloud__queueServiceUri\)/],
  ['retryOnHttp', /function "page": a retry policy is not supported/],
  ['several', /function "clock": .*nonsense[\s\S]*function "page": the route "admin"/],
];

describe('an app is refused with a message and exit code 1', () => {
  it.each(CASES)('%s', async (name, message) => {
    const env = {
      CASE: name,
      AzureWebJobsStorage: 'UseDevelopmentStorage=true',
      Cloud__queueServiceUri: 'https://x',
    };
    const host = startHostProcess('refused-app', { env });
    expect(await host.exit()).toBe(1);
    expect(host.lines.at(-1)).toMatchObject({ event: 'host.refused', level: 'error' });
    expect(String(host.lines.at(-1)?.error)).toMatch(message);
  });

  it.each([
    [
      { AzureFunctionsJobHost__customHandler__enabled: 'true' },
      /"customHandler" of host\.json is not supported/,
    ],
    [{ AzureFunctionsJobHost__concurrency__dynamicConcurrencyEnabled: 'true' }, /dynamicConcurrencyEnabled/],
    [{ AzureFunctionsJobHost__extensions__queues__batchSize: '33' }, /extensions\.queues\.batchSize/],
    [{ AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '30' }, undefined],
    [{ AzureFunctionsJobHost__extensions__queues__visibilityTimeout: 'x' }, /"x" is no time span/],
    [{ AzureFunctionsJobHost__version: '1.0' }, /version: must be "2\.0"/],
  ])('host.json with %j', async (overlay, message) => {
    const host = startHostProcess('refused-app', { env: { CASE: 'sameRouteOtherMethod', ...overlay } });
    if (message === undefined) {
      await host.ready();
      return;
    }
    expect(await host.exit()).toBe(1);
    expect(String(host.lines.at(-1)?.error)).toMatch(message);
  });
});

it('the same route with other methods is no conflict', async () => {
  const url = await startHostProcess('refused-app', { env: { CASE: 'sameRouteOtherMethod' } }).ready();
  expect((await fetch(`${url}/api/tiles/1`)).status).toBe(200);
  expect((await fetch(`${url}/api/tiles/1`, { method: 'PUT' })).status).toBe(200);
});
