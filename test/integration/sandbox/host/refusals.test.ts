import { afterEach, expect, it } from 'vitest';
import { endHosts, type HostLine, startHostProcess } from './host-process.ts';

afterEach(endHosts);

/** Starts the app, which must end with exit code 1, and gives the event that says why. */
async function refusal(name: string): Promise<HostLine> {
  const env = {
    CASE: name,
    AzureWebJobsStorage: 'UseDevelopmentStorage=true',
    Cloud__queueServiceUri: 'https://x',
  };
  const host = startHostProcess('refused-app', { env });
  expect(await host.exit()).toBe(1);
  const last = host.lines.at(-1);
  if (last === undefined) throw new Error(`no event in: ${host.output()}`);
  expect(last).toMatchObject({ event: 'host.refused', level: 'error' });
  return last;
}

const LOADING: readonly (readonly [string, string])[] = [
  ['none', 'no function is registered by functions/refused.js'],
  ['throws', 'cannot load functions/refused.js: while loading'],
  ['duplicate', 'cannot load functions/refused.js: A function with id "same" has already been registered.'],
];

it.each(LOADING)(
  'an app that cannot be loaded (%s) ends the host with exit code 1',
  async (name, message) => {
    expect((await refusal(name)).error).toBe(message);
  },
);

it('every function that the host refuses or does not support is named with its reason, in the order of names', async () => {
  const problems = String((await refusal('functions')).error).split('\n');
  const expected: readonly (readonly [string, RegExp])[] = [
    ['1st', /its name must begin with a letter/],
    ['blob', /the trigger "blobTrigger" is not supported/],
    [
      'constraint',
      /the route "api\/x\/\{id:nosuch\}" is refused: the route constraint "nosuch" is not supported/,
    ],
    [
      'cron',
      /the schedule "0 0 0 L \* \*" is neither NCRONTAB \("L" is not a value of the day field\) nor a time span/,
    ],
    ['level', /the authLevel "system" is none of anonymous, function and admin/],
    ['mixed', /mixes text and parameters/],
    ['never', /the schedule "0 0 0 30 2 \*" never comes/],
    ['queueConnection', /the setting "Missing" with the storage connection string is missing/],
    ['queueIdentity', /the connection "Cloud" uses an identity \(Cloud__queueServiceUri\)/],
    ['queueName', /"bad_name" is no name that Azure Storage takes for a queue/],
    ['reads', /the input binding "blob" is not supported/],
    ['reserved', /the route "administration" begins with admin or runtime/],
    ['retried', /a retry policy is not supported for the trigger "httpTrigger"/],
    ['runtimes', /the route "runtimes" begins with admin or runtime/],
    ['SAME', /its name differs from "same" in case alone/],
    ['setting', /the setting "NO_SUCH_SETTING", named by "%NO_SUCH_SETTING%", is missing/],
    ['two', /its route "api\/Tiles\/\{id\}" conflicts with that of function "one"/],
    ['warm', /the trigger "warmupTrigger" is not supported/],
    ['writes', /the output binding "blob" is not supported/],
  ];
  expect(problems.map((problem) => /^function "(?<name>[^"]+)": /.exec(problem)?.groups?.name)).toEqual(
    expected.map(([name]) => name),
  );
  expected.forEach(([, reason], index) => {
    expect(problems[index]).toMatch(reason);
  });
});

it('the same route with other methods, or with another name of its parameter, is no conflict', async () => {
  const url = await startHostProcess('refused-app', { env: { CASE: 'accepted' } }).ready();
  expect(await (await fetch(`${url}/api/tiles/1`)).text()).toBe('one');
  expect(await (await fetch(`${url}/api/tiles/1`, { method: 'PUT' })).text()).toBe('two');
});
