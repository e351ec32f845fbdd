import type { AnswerOf } from '../../client/request.ts';
import type { Client } from './client.ts';
import type { Input, Output } from './commands.ts';
import { UsageError } from './usage-error.ts';

type Import = AnswerOf<'report-servers-import-plan'>;
type Copy = AnswerOf<'report-servers-copy-plan'>;
type Entry = { readonly outcome: string; readonly why?: string; readonly note?: string };

/**
 * Moves what people had on a report server: its Power BI subscriptions and shared schedules, or with `--reports` a folder
 * of reports. The plan first; with `--yes` it is done, and can be repeated.
 */
export async function importSsrs(client: Client, { args, options }: Input): Promise<Output> {
  const [from, server] = args;
  if (from !== 'ssrs' || server === undefined)
    throw new UsageError('Say: import ssrs SERVER, the name or id of a report server.');
  const path = { serverId: await serverId(client, server) };
  const isDone = options.yes === true;
  if (typeof options.reports === 'string') {
    const to = typeof options.to === 'string' ? options.to : '/';
    const copied = await copyReports(client, path, { folder: options.reports, to, isDone });
    return { value: copied, lines: [...copied.items.map(copyLine), ...end(copied.items, isDone)] };
  }
  const mode = options.mode ?? 'template';
  if (mode !== 'template' && mode !== 'guided') throw new UsageError('--mode is template or guided.');
  const moved: Import = isDone
    ? await client.call('report-servers-import', { path, body: { mode } })
    : await client.call('report-servers-import-plan', { path });
  const lines = [...moved.schedules.map(scheduleLine), ...moved.subscriptions.map(subscriptionLine)];
  return { value: moved, lines: [...lines, ...end([...moved.schedules, ...moved.subscriptions], isDone)] };
}

/** A few a request, until none is left or none gets on. */
async function copyReports(
  client: Client,
  path: { readonly serverId: string },
  { isDone, ...choice }: { readonly folder: string; readonly to: string; readonly isDone: boolean },
): Promise<Copy> {
  if (!isDone) return client.call('report-servers-copy-plan', { path, query: choice });
  const notes = new Map<string, string>();
  for (let left = Number.POSITIVE_INFINITY; ; ) {
    const copied = await client.call('report-servers-copy', { path, body: choice });
    for (const { id, note } of copied.items) if (note !== undefined) notes.set(id, note);
    if (copied.left === 0 || copied.left >= left) {
      const items = copied.items.map((item) => {
        const note = notes.get(item.id);
        return note === undefined ? item : { ...item, note };
      });
      return { ...copied, items };
    }
    left = copied.left;
  }
}

async function serverId(client: Client, wanted: string): Promise<string> {
  const { value } = await client.call('report-servers-list', {});
  const found = value.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase());
  if (found) return found.id;
  const names = value.map(({ name }) => `"${name}"`).join(', ');
  throw new UsageError(`There is no report server "${wanted}"; connected are: ${names || 'none'}.`);
}

const line = ({ outcome, why, note }: Entry, what: string) =>
  [`${outcome.padEnd(6)} ${what}`, why, note].filter(Boolean).join('  – ');

function subscriptionLine(one: Import['subscriptions'][number]): string {
  const { report, itemName, dashboardName, owner, status } = one;
  const what = `${report}: ${itemName ?? '?'} on ${dashboardName ?? '?'}, of ${owner}`;
  return line(one, status === undefined ? what : `${what} (${status})`);
}

function scheduleLine(one: Import['schedules'][number]): string {
  return line(one, `shared schedule "${one.name}"`);
}

function copyLine(one: Copy['items'][number]): string {
  return line(one, `${one.path} -> ${one.target}`);
}

function end(entries: readonly Entry[], isDone: boolean): readonly string[] {
  const count = (outcome: string) => entries.filter((one) => one.outcome === outcome).length;
  const [ready, moved, cannot] = ['ready', 'moved', 'cannot'].map(count);
  const sum = `${moved} moved, ${ready} ready, ${cannot} cannot be moved.`;
  return [isDone || ready === 0 ? sum : `${sum} Nothing was changed yet: add --yes.`];
}
