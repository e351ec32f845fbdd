import { parse, stringify, YAMLParseError } from 'yaml';
import { z } from 'zod';
import type { Pin, Subscription, SubscriptionChange } from '../../client/operations.ts';
import { UsageError } from './usage-error.ts';

const parameters = z.record(z.string(), z.union([z.string(), z.null(), z.array(z.string().nullable())]));

/** A subscription as people keep it in a repository: what they decide, and nothing that runs write. */
const entrySchema = z.strictObject({
  id: z.guid(),
  reportId: z.string(),
  item: z.string(),
  parameters: parameters.default({}),
  schedule: z.record(z.string(), z.unknown()),
  state: z.enum(['active', 'paused']).default('active'),
  /** Where a subscription that is not there yet is pinned. */
  workspaceId: z.guid().optional(),
  dashboardId: z.guid().optional(),
});
const manifestSchema = z.strictObject({
  version: z.literal(1),
  subscriptions: z.array(entrySchema),
});

export type Entry = z.infer<typeof entrySchema>;
export type Manifest = z.infer<typeof manifestSchema>;

/** @throws UsageError naming each place that is wrong */
export function readManifest(text: string): Manifest {
  const parsed = manifestSchema.safeParse(readYaml(text));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new UsageError(`The file cannot be applied:\n${lines.join('\n')}`);
}

function readYaml(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new UsageError(`The file is no YAML: ${error.message.trim()}`);
  }
}

export function writeManifest(subscriptions: readonly Subscription[]): string {
  const entries = subscriptions
    .filter(({ state }) => state !== 'retired')
    .map(({ id, reportId, itemName, parameters: given, schedule, state }) => ({
      id,
      reportId,
      item: itemName,
      parameters: given,
      schedule,
      state: state === 'paused' ? 'paused' : 'active',
    }));
  return stringify({ version: 1, subscriptions: entries });
}

export type Step =
  | { readonly kind: 'pin'; readonly entry: Entry }
  | {
      readonly kind: 'change';
      readonly id: string;
      readonly stamp: string;
      readonly change: SubscriptionChange;
      readonly what: readonly string[];
    }
  | { readonly kind: 'unpin'; readonly id: string; readonly item: string };

/**
 * What has to be done for the subscriptions to be as the file says. Those that the file does not name are left alone,
 * or unpinned with `prune`. What is as it should be takes no step.
 */
export function planOf(
  manifest: Manifest,
  present: readonly Subscription[],
  prune: boolean,
): readonly Step[] {
  const steps: Step[] = [];
  for (const entry of manifest.subscriptions) {
    const known = present.find(({ id }) => id === entry.id);
    if (!known) {
      if (!entry.workspaceId || !entry.dashboardId)
        throw new UsageError(`${entry.id} is not pinned yet: say its workspaceId and dashboardId.`);
      steps.push({ kind: 'pin', entry });
      continue;
    }
    const { change, what } = changeOf(entry, known);
    if (what.length > 0) steps.push({ kind: 'change', id: entry.id, stamp: known.stamp, change, what });
  }
  const named = new Set(manifest.subscriptions.map(({ id }) => id));
  if (prune)
    for (const { id, itemName } of present)
      if (!named.has(id)) steps.push({ kind: 'unpin', id, item: itemName });
  return steps;
}

function changeOf(entry: Entry, known: Subscription) {
  const what: string[] = [];
  let change: SubscriptionChange = {};
  if (entry.item !== known.itemName) {
    change = { ...change, itemName: entry.item };
    what.push(`item: ${known.itemName} -> ${entry.item}`);
  }
  if (!same(entry.schedule, known.schedule)) {
    change = { ...change, schedule: entry.schedule as NonNullable<SubscriptionChange['schedule']> };
    what.push('schedule');
  }
  if (!same(entry.parameters, known.parameters)) {
    change = { ...change, parameters: entry.parameters };
    what.push('parameters');
  }
  const state = known.state === 'paused' ? 'paused' : 'active';
  if (entry.state !== state) {
    change = { ...change, state: entry.state };
    what.push(`state: ${state} -> ${entry.state}`);
  }
  return { change, what };
}

/** Equal as JSON, whatever the order of members. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, sorted(member)] as const)
      .sort(([x], [y]) => (x < y ? -1 : 1)),
  );
}

export function showStep(step: Step): string {
  if (step.kind === 'pin') return `+ pin      ${step.entry.id}  ${step.entry.item}`;
  if (step.kind === 'unpin') return `- unpin    ${step.id}  ${step.item}`;
  return `~ change   ${step.id}  ${step.what.join(', ')}`;
}

/** What a new pin asks for. */
export function pinOf(entry: Entry) {
  return {
    reportId: entry.reportId,
    itemName: entry.item,
    parameters: entry.parameters,
    ...(entry.workspaceId !== undefined && { workspaceId: entry.workspaceId }),
    ...(entry.dashboardId !== undefined && { dashboardId: entry.dashboardId }),
    when: { schedule: entry.schedule as NonNullable<SubscriptionChange['schedule']> },
  };
}

/** Whether a pin needs no more waiting for: it stands, failed, or waits for the person. */
export function hasEnded({ state }: Pick<Pin, 'state'>): boolean {
  return state === 'pinned' || state === 'failed' || state === 'waiting';
}
