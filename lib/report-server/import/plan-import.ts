import { createHash } from 'node:crypto';
import { DomainError } from '../../errors.ts';
import type { Owner } from '../../identity/principal.ts';
import type { Pins } from '../../pins/pin.ts';
import { readScheduleDefinition } from '../../schedules/definition-xml.ts';
import type { Schedule } from '../../schedules/schedule.ts';
import { foldCase } from '../../storage/keys.ts';
import type { SharedSchedules } from '../../subscriptions/shared-schedules/shared-schedules.ts';
import type { ReportParameters, SubscriptionId } from '../../subscriptions/subscription.ts';
import type { ReportServers, ServerLinks } from '../access/report-servers.ts';
import type { ServerAccess } from '../access/server-clients.ts';
import { findReportByPath } from '../find-report.ts';
import { requireServer } from '../manage/connect-server.ts';
import type { ServerSubscription } from '../rest/schemas.ts';
import { type ReportServer, serverReportId } from '../server.ts';
import type { ServerSharedSchedule } from '../soap/management-client.ts';
import { readRestSchedule } from './server-schedule.ts';

export type PlanDependencies = {
  readonly reportServers: ReportServers;
  readonly serverLinks: ServerLinks;
  readonly serverAccess: ServerAccess;
  readonly pins: Pick<Pins, 'get'>;
  readonly sharedSchedules: Pick<SharedSchedules, 'get'>;
};

/** What becomes of a subscription of the server: it can be moved, was moved before, or why it cannot be. */
export type ImportedSubscription = {
  /** The server's own id. */
  readonly id: string;
  readonly report: string;
  /** The server's name of who owns it. */
  readonly owner: string;
  readonly itemName: string | undefined;
  readonly dashboardName: string | undefined;
  readonly status: string | undefined;
  readonly outcome: 'ready' | 'moved' | 'cannot';
  readonly why: string | undefined;
  /** What it is made from, where it is ready. */
  readonly wish: ImportWish | undefined;
};

export type ImportWish = {
  readonly owner: Owner;
  readonly pinId: SubscriptionId;
  readonly reportId: string;
  readonly itemName: string;
  readonly parameters: ReportParameters;
  readonly workspaceId: string;
  readonly dashboardId: string;
  readonly schedule: Schedule;
  /** Ours, of the server's shared schedule that it followed there. */
  readonly follow: string | undefined;
};

export type ImportedSchedule = {
  readonly id: string;
  readonly name: string;
  readonly outcome: 'ready' | 'moved' | 'cannot';
  readonly why: string | undefined;
  readonly scheduleId: string;
  readonly schedule: Schedule | undefined;
  readonly paused: boolean;
};

export type ImportPlan = {
  readonly subscriptions: readonly ImportedSubscription[];
  readonly schedules: readonly ImportedSchedule[];
};

export const POWER_BI_EXTENSION = 'Report Server PowerBI';

/**
 * What an import would do, without doing any of it. Ids are made of the server's, so that what was moved once is known.
 * @throws DomainError NOT_FOUND, REPORT_SERVER_…
 */
export async function planImport(dependencies: PlanDependencies, serverId: string): Promise<ImportPlan> {
  const server = await requireServer(dependencies, serverId);
  const { subscriptions, schedules } = await dependencies.serverAccess.speak(
    server,
    { kind: 'service' },
    async ({ rest, management }) => ({
      subscriptions: await rest.subscriptions(),
      schedules: await management.listSchedules(),
    }),
  );
  const planned = [];
  for (const schedule of schedules) planned.push(await planSchedule(dependencies, server, schedule));
  const context: Context = {
    dependencies,
    server,
    owners: await ownersByAccount(dependencies, server),
    reports: new Map(),
    schedules: new Map(planned.map((one) => [one.id, one])),
  };
  const ours = subscriptions.filter((one) => extensionOf(one) === POWER_BI_EXTENSION);
  const entries = [];
  for (const subscription of ours) entries.push(await planSubscription(context, subscription));
  return { subscriptions: entries, schedules: planned };
}

type Context = {
  readonly dependencies: PlanDependencies;
  readonly server: ReportServer;
  readonly owners: ReadonlyMap<string, Owner>;
  /** Ids by path, each asked for once. */
  readonly reports: Map<string, string | undefined>;
  readonly schedules: ReadonlyMap<string, ImportedSchedule>;
};

async function planSchedule(
  { sharedSchedules }: PlanDependencies,
  server: ReportServer,
  { id, name, definition, paused }: ServerSharedSchedule,
): Promise<ImportedSchedule> {
  const scheduleId = importedId(server.id, 'schedule', id);
  const common = { id, name, paused, scheduleId };
  try {
    const schedule = readScheduleDefinition(definition, server.timeZone);
    const present = await sharedSchedules.get(scheduleId);
    return { ...common, schedule, outcome: present ? 'moved' : 'ready', why: undefined };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'SCHEDULE_INVALID') throw error;
    return { ...common, schedule: undefined, outcome: 'cannot', why: error.message };
  }
}

async function planSubscription(
  context: Context,
  subscription: ServerSubscription,
): Promise<ImportedSubscription> {
  const settings = settingsOf(subscription);
  const common = {
    id: subscription.Id,
    report: subscription.Report,
    owner: subscription.Owner,
    itemName: settings.itemName,
    dashboardName: settings.dashboardName,
    status: subscription.LastStatus,
  };
  const wish = await wishFor(context, subscription, settings);
  if (typeof wish === 'string') return { ...common, outcome: 'cannot', why: wish, wish: undefined };
  const present = await context.dependencies.pins.get(wish.owner, wish.pinId);
  // A pin that failed is drawn anew under the same id only once it is gone: its own page says what to do.
  if (present?.state === 'failed')
    return {
      ...common,
      outcome: 'cannot',
      why: `Its pin failed: ${present.text ?? present.code ?? ''}`,
      wish: undefined,
    };
  return { ...common, outcome: present ? 'moved' : 'ready', why: undefined, wish };
}

/** What it becomes, or the sentence that says why it cannot. */
async function wishFor(
  context: Context,
  subscription: ServerSubscription,
  { itemName, workspaceId, dashboardId, names }: Settings,
): Promise<ImportWish | string> {
  const { server, owners } = context;
  if (subscription.IsDataDriven) return 'It is data-driven: one subscription here has one set of parameters.';
  const owner = owners.get(foldCase(subscription.Owner));
  if (!owner) return `${subscription.Owner} has not linked their account here yet.`;
  if (itemName === undefined)
    return `Its settings name no report item; they are: ${names.join(', ') || 'none'}.`;
  if (dashboardId === undefined)
    return `Its settings name no dashboard; they are: ${names.join(', ') || 'none'}.`;
  if (workspaceId === undefined)
    return 'Its dashboard is in My workspace: choose a workspace, and pin the item there.';
  const itemId = await reportIdOf(context, subscription.Report);
  if (itemId === undefined) return `There is no report ${subscription.Report}.`;
  const fires = firesBy(context, subscription);
  if (typeof fires === 'string') return fires;
  return {
    owner,
    pinId: importedId(server.id, 'subscription', subscription.Id) as SubscriptionId,
    reportId: serverReportId(server.id, itemId),
    itemName,
    parameters: parametersOf(subscription),
    workspaceId,
    dashboardId,
    ...fires,
  };
}

function firesBy(
  { schedules, server }: Context,
  { Schedule: given }: ServerSubscription,
): Pick<ImportWish, 'schedule' | 'follow'> | string {
  const sharedId = given?.ScheduleID ?? given?.ScheduleId;
  if (sharedId) {
    const shared = schedules.get(sharedId.toLowerCase());
    if (shared?.schedule) return { schedule: shared.schedule, follow: shared.scheduleId };
    return `Its shared schedule cannot be kept: ${shared?.why ?? 'it is gone'}.`;
  }
  if (!given?.Definition) return 'It has no schedule.';
  try {
    return { schedule: readRestSchedule(given.Definition, server.timeZone), follow: undefined };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'SCHEDULE_INVALID') throw error;
    return error.message;
  }
}

async function reportIdOf(
  { dependencies, server, reports }: Context,
  path: string,
): Promise<string | undefined> {
  if (!reports.has(path)) reports.set(path, await lookUp(dependencies, server, path));
  return reports.get(path);
}

async function lookUp({ serverAccess }: PlanDependencies, server: ReportServer, path: string) {
  try {
    const { item } = await serverAccess.speak(server, { kind: 'service' }, ({ rest }) =>
      findReportByPath(rest, path),
    );
    return item.Id;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}

async function ownersByAccount(
  { serverLinks }: PlanDependencies,
  { id }: ReportServer,
): Promise<ReadonlyMap<string, Owner>> {
  const owners = new Map<string, Owner>();
  for (const owner of await serverLinks.owners(id)) {
    const link = await serverLinks.get(id, owner);
    if (link) owners.set(foldCase(link.kind === 'own' ? link.knownAs : link.account), owner);
  }
  return owners;
}

type Settings = {
  readonly itemName: string | undefined;
  readonly dashboardName: string | undefined;
  readonly dashboardId: string | undefined;
  readonly workspaceId: string | undefined;
  readonly names: readonly string[];
};

/** The delivery extension documents no names of its settings: they are told by what they are called. */
function settingsOf({ ExtensionSettings }: ServerSubscription): Settings {
  const given = ExtensionSettings?.ParameterValues ?? [];
  const values = 'Name' in given ? [given] : given;
  const find = (pattern: RegExp) => values.find(({ Name, Value }) => pattern.test(Name) && Value)?.Value;
  return {
    itemName: find(/^(report)?_?(visual|item)_?(name)?$/i) ?? find(/(visual|item).*name/i),
    dashboardName: find(/dashboard.*name/i),
    dashboardId: find(/dashboard.*id/i)?.toLowerCase(),
    workspaceId: find(/(group|workspace).*id/i)?.toLowerCase(),
    names: values.map(({ Name }) => Name),
  };
}

function parametersOf({ ParameterValues }: ServerSubscription): ReportParameters {
  const grouped = Map.groupBy(ParameterValues ?? [], ({ Name }) => Name);
  return Object.fromEntries(
    [...grouped].map(([name, values]) => {
      const list = values.map(({ Value }) => Value ?? null);
      return [name, list.length === 1 ? (list[0] ?? null) : list];
    }),
  );
}

function extensionOf({ ExtensionSettings, DeliveryExtension }: ServerSubscription): string | undefined {
  return ExtensionSettings?.Extension ?? DeliveryExtension;
}

/** The same GUID for the same thing of the same server, for ever. */
function importedId(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
