import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Pin, Subscription } from '../../client/operations.ts';
import { Problem } from '../../client/problem.ts';
import type { Client } from './client.ts';
import { readBytes, writeText } from './files.ts';
import { importSsrs } from './import-ssrs.ts';
import { hasEnded, pinOf, planOf, readManifest, type Step, showStep, writeManifest } from './manifest.ts';
import { UsageError } from './usage-error.ts';

/** What was typed behind the command's name. */
export type Input = {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
};

/** The answer for programs, and lines for people. */
export type Output = { readonly value: unknown; readonly lines: readonly string[] };

export type Command = {
  readonly usage: string;
  readonly run: (client: Client, input: Input) => Promise<Output>;
};

const PIN_PATIENCE_MS = 120_000;
const PIN_LOOK_MS = 1000;

function option({ options }: Input, name: string): string {
  const value = options[name];
  if (typeof value !== 'string' || value === '') throw new UsageError(`--${name} is missing.`);
  return value;
}

function argument({ args }: Input, index: number, what: string): string {
  const value = args[index];
  if (value === undefined) throw new UsageError(`Say ${what}.`);
  return value;
}

/** A guided pin waits for the person, who may take a day for it. */
const endOf = ({ state, itemName, dashboardName, seeItUrl, pinVisualUrl }: Pin) =>
  state === 'waiting'
    ? `Open ${pinVisualUrl ?? 'the report'} in Power BI and pin its visual to ${dashboardName}; the tile is found by itself.`
    : `Pin successful: ${itemName} on ${dashboardName}  ${seeItUrl ?? ''}`;

const lineOf = ({ id, state, itemName, dashboardName, statusText }: Subscription) =>
  `${id}  ${state.padEnd(8)} ${itemName} on ${dashboardName}: ${statusText}`;

export const COMMANDS: Readonly<Record<string, Command>> = {
  list: {
    usage: 'list [FOLDER]                 what a folder of the catalog holds',
    async run(client, { args }) {
      const { value } = await client.call('catalog-list', { query: { folder: args[0] ?? '/' } });
      return { value, lines: value.map(({ kind, path, id }) => `${kind.padEnd(12)} ${path}  ${id}`) };
    },
  },

  upload: {
    usage: 'upload FILE… --to FOLDER      reports, data sources, datasets and documents',
    async run(client, input) {
      const folder = option(input, 'to').replace(/^\/+|\/+$/g, '');
      argument(input, 0, 'which files');
      // All of them first: a name that was mistyped leaves nothing half done.
      const files = input.args.map((file) => ({ file, bytes: readBytes(file) }));
      const items = [];
      for (const { file, bytes } of files) {
        const path = [folder, basename(file)].filter(Boolean).join('/');
        items.push(await client.call('catalog-put', { path: { path }, body: new Blob([bytes]) }));
      }
      return { value: items, lines: items.map(({ path, id }) => `${path}  ${id}`) };
    },
  },

  items: {
    usage: 'items REPORT-ID               what of a report can be pinned',
    async run(client, input) {
      const path = { reportId: argument(input, 0, 'the id of the report') };
      const { items } = await client.call('reports-get', { path });
      const why = (item: (typeof items)[number]) => item.why ?? item.reason ?? 'not drawable';
      return {
        value: items,
        lines: items.map(
          (item) => `${item.name}  ${item.kind}  ${item.pinnable && item.drawable ? 'pinnable' : why(item)}`,
        ),
      };
    },
  },

  dashboards: {
    usage: 'dashboards                    workspaces and dashboards you can pin to',
    async run(client) {
      const { value: workspaces } = await client.call('power-bi-workspaces', {});
      const all = [];
      for (const workspace of workspaces) {
        const path = { workspaceId: workspace.id };
        const { value } = await client.call('power-bi-dashboards', { path });
        all.push({ ...workspace, dashboards: value });
      }
      const lines = all.flatMap(({ id, name, dashboards }) => [
        `${name}  ${id}`,
        ...dashboards.map((dashboard) => `  ${dashboard.name}  ${dashboard.id}`),
      ]);
      return { value: all, lines };
    },
  },

  pin: {
    usage:
      'pin --report ID --item NAME --workspace ID --dashboard ID [--every hourly|daily|weekly] [--zone ZONE]',
    async run(client, input) {
      const frequency = (['hourly', 'daily', 'weekly'] as const).find(
        (known) => known === (input.options.every ?? 'daily'),
      );
      if (!frequency) throw new UsageError('--every is hourly, daily or weekly.');
      const { zone } = input.options;
      const timeZone = typeof zone === 'string' ? zone : Intl.DateTimeFormat().resolvedOptions().timeZone;
      const body = {
        reportId: option(input, 'report'),
        itemName: option(input, 'item'),
        workspaceId: option(input, 'workspace'),
        dashboardId: option(input, 'dashboard'),
        when: { frequency, timeZone },
      };
      const pinId = randomUUID();
      await client.call('pins-put', { path: { pinId }, body });
      const pin = await pinned(client, pinId);
      return { value: pin, lines: [endOf(pin)] };
    },
  },

  subscriptions: {
    usage: 'subscriptions                 yours, with their status',
    async run(client) {
      const { value } = await client.call('subscriptions-list', { query: {} });
      return { value, lines: value.map(lineOf) };
    },
  },

  pause: { usage: 'pause ID', run: (client, input) => setState(client, input, 'paused') },
  resume: { usage: 'resume ID', run: (client, input) => setState(client, input, 'active') },

  run: {
    usage: 'run ID                        refreshes a tile now',
    async run(client, input) {
      const path = { subscriptionId: argument(input, 0, 'the id of the subscription'), runId: randomUUID() };
      const run = await client.call('runs-put', { path });
      return { value: run, lines: [`${run.key}  ${run.state}`] };
    },
  },

  runs: {
    usage: 'runs ID                       the history of a subscription, newest first',
    async run(client, input) {
      const path = { subscriptionId: argument(input, 0, 'the id of the subscription') };
      const { value } = await client.call('runs-list', { path });
      return {
        value,
        lines: value.map(({ dueAt, state, text }) => `${dueAt}  ${state.padEnd(9)} ${text ?? ''}`),
      };
    },
  },

  unpin: {
    usage: 'unpin ID',
    async run(client, input) {
      const path = { subscriptionId: argument(input, 0, 'the id of the subscription') };
      const value = await client.call('subscriptions-delete', { path });
      return { value, lines: [`Unpinned; the tile is ${value.tile}.`] };
    },
  },

  export: {
    usage: 'export [--out FILE]           your subscriptions as YAML',
    async run(client, { options }) {
      const { value } = await client.call('subscriptions-list', { query: {} });
      const text = writeManifest(value);
      if (typeof options.out !== 'string') return { value: { yaml: text }, lines: [text.trimEnd()] };
      writeText(options.out, text);
      return {
        value: { file: options.out, subscriptions: value.length },
        lines: [`${value.length} ${value.length === 1 ? 'subscription' : 'subscriptions'} in ${options.out}`],
      };
    },
  },

  import: {
    usage: `import ssrs SERVER [--mode template|guided] [--yes]   its Power BI subscriptions and shared schedules
  import ssrs SERVER --reports FOLDER [--to FOLDER] [--yes]   its reports, with what they refer to`,
    run: importSsrs,
  },

  apply: {
    usage: 'apply FILE [--prune] [--yes]  shows what a file would change; with --yes changes it',
    async run(client, input) {
      const manifest = readManifest(readBytes(argument(input, 0, 'the file')).toString('utf8'));
      const { value: present } = await client.call('subscriptions-list', { query: {} });
      const plan = planOf(manifest, present, input.options.prune === true);
      const applied = input.options.yes === true;
      if (applied) for (const step of plan) await apply(client, step);
      const end =
        plan.length === 0
          ? 'Everything is as the file says.'
          : applied
            ? 'Done.'
            : 'Nothing was changed yet: add --yes.';
      return { value: { plan, applied }, lines: [...plan.map(showStep), end] };
    },
  },
};

async function setState(client: Client, input: Input, state: 'active' | 'paused'): Promise<Output> {
  const subscriptionId = argument(input, 0, 'the id of the subscription');
  const { value } = await client.call('subscriptions-list', { query: {} });
  const known = value.find(({ id }) => id === subscriptionId);
  if (!known) throw new Problem(404, 'NOT_FOUND', 'You have no such subscription.');
  const options = { path: { subscriptionId }, ifMatch: known.stamp, body: { state } };
  const changed = await client.call('subscriptions-patch', options);
  return { value: changed, lines: [lineOf(changed)] };
}

async function apply(client: Client, step: Step): Promise<void> {
  if (step.kind === 'pin') {
    await client.call('pins-put', { path: { pinId: step.entry.id }, body: pinOf(step.entry) });
    await pinned(client, step.entry.id);
  } else if (step.kind === 'unpin') {
    await client.call('subscriptions-delete', { path: { subscriptionId: step.id } });
  } else {
    const path = { subscriptionId: step.id };
    await client.call('subscriptions-patch', { path, ifMatch: step.stamp, body: step.change });
  }
}

/** Waits for a pin's end. @throws Problem with the reason where it failed, or takes longer than two minutes */
async function pinned(client: Client, pinId: string): Promise<Pin> {
  for (let waited = 0; ; waited += PIN_LOOK_MS) {
    const pin = await client.call('pins-get', { path: { pinId } });
    if (pin.state === 'failed')
      throw new Problem(409, pin.code ?? 'PIN_FAILED', pin.text ?? 'The pin failed.');
    if (hasEnded(pin)) return pin;
    if (waited >= PIN_PATIENCE_MS)
      throw new Problem(
        504,
        'PIN_TAKES_LONG',
        `The pin ${pinId} goes on; report-tiles subscriptions shows when it is done.`,
      );
    await delay(PIN_LOOK_MS);
  }
}
