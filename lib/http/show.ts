import type { z } from 'zod';
import type { App } from '../app.ts';
import type { CatalogItem } from '../catalog/catalog.ts';
import { serverOf } from '../data-sources/credential-state.ts';
import type { ListedSource } from '../data-sources/list-sources.ts';
import { ERRORS } from '../errors.ts';
import { hasRole, type Principal } from '../identity/principal.ts';
import { callbackUrl } from '../identity/sign-in.ts';
import { signInState } from '../identity/sign-in-state.ts';
import { describeNotification } from '../notifications/describe-notification.ts';
import { listReceived, type ReceivedNotification } from '../notifications/inbox.ts';
import type { Webhook } from '../notifications/webhook.ts';
import { type Pin, stepsOf } from '../pins/pin.ts';
import type { RequestedPin } from '../pins/request-pin.ts';
import { POWER_BI_PERMISSIONS } from '../power-bi/scopes.ts';
import type { TemplateKit } from '../power-bi/template-kit.ts';
import type { ParameterPrompt } from '../rdl/parameters/prompt-parameters.ts';
import { federatedCredential } from '../registration/complete-app.ts';
import { portalApp, type Registration, STEPS } from '../registration/registration.ts';
import type { RegistrationAlarm } from '../registration/registration-alarm.ts';
import { missingRedirectUrls, obsoleteRedirectUrls } from '../registration/update-registration.ts';
import type { ReportEngine } from '../reports/report-engine.ts';
import type { OpenedReport } from '../reports/report-source.ts';
import { describeSchedule } from '../schedules/describe-schedule.ts';
import { nextDueAt } from '../subscriptions/deciding/decide.ts';
import type { Unpinned } from '../subscriptions/deciding/delete-subscription.ts';
import { isErrorCode } from '../subscriptions/running/finish-run.ts';
import type { Run } from '../subscriptions/running/runs.ts';
import { inactiveText } from '../subscriptions/status-text.ts';
import type { Subscription, SubscriptionStatus } from '../subscriptions/subscription.ts';
import { problemOf } from './problem.ts';
import type { webhookView } from './views/notifications.ts';
import type { pinView, unpinnedView } from './views/pins.ts';
import type { registrationView } from './views/registration.ts';
import type { catalogItemView } from './views/reports.ts';

/** Domain values as the API shows them. Undefined members are left out of the JSON. */
type View<T extends z.ZodType> = z.input<T>;

export async function showMe(app: App, principal: Principal | undefined): Promise<unknown> {
  const registration = await app.registrations.current();
  const common = {
    registered: registration?.state === 'registered',
    canSignIn: portalApp(registration) !== undefined,
  };
  if (principal?.kind !== 'user') return { signedIn: false, ...common };
  const [user, notifications] = await Promise.all([
    app.users.get(principal.owner),
    listReceived(app, principal),
  ]);
  const state = signInState(user, app.clock.now(), portalApp(registration));
  const admin = hasRole(principal, 'Admin');
  return {
    signedIn: true,
    ...common,
    user: {
      name: principal.name,
      upn: principal.upn,
      roles: principal.roles,
      admin,
      publisher: admin || hasRole(principal, 'Publisher'),
      mayActAsService: admin && (await app.serviceOwned.isAllowed()),
    },
    powerBi: {
      state: state.kind,
      account: user?.powerBiAccount,
      signedInAt: user?.signedInAt?.toString(),
      expiresAt: user?.expiresAt?.toString(),
    },
    unreadNotifications: notifications.filter(({ read }) => !read).length,
  };
}

export async function showRegistration(
  app: App,
  registration: Registration | undefined,
): Promise<View<typeof registrationView>> {
  const [alarm, serviceOwned] = await Promise.all([app.alarms.current(), app.serviceOwned.isAllowed()]);
  return { ...viewOf(app, registration, alarm), serviceOwned };
}

function viewOf(
  app: App,
  registration: Registration | undefined,
  alarm: RegistrationAlarm | undefined,
): Omit<View<typeof registrationView>, 'serviceOwned'> {
  const { settings } = app;
  const steps = STEPS.map((step) => ({ step, done: registration?.stepsDone.includes(step) ?? false }));
  const common = {
    cloud: settings.cloudName,
    portalUrls: [...settings.portalUrls],
    redirectUrls: [...(registration?.redirectUrls ?? [])],
    missingRedirectUrls: [...missingRedirectUrls(registration, settings.portalUrls)],
    obsoleteRedirectUrls: [...obsoleteRedirectUrls(registration, settings.portalUrls)],
    steps,
    byHand: {
      redirectUrls: settings.portalUrls.map(callbackUrl),
      federatedCredential: federatedCredential(settings, registration?.tenantId ?? settings.tenantId),
      permissions: [...POWER_BI_PERMISSIONS],
    },
    ...(alarm && { alarm: { ...alarm, since: alarm.since.toString() } }),
  };
  if (!registration) return { state: 'none', ...common };
  const { tenantId, commandLineAppId, deleting } = registration;
  const appId = (registration.app ?? registration.draft)?.appId;
  return {
    state: registration.state,
    backend: registration.backend,
    tenantId,
    tenantName: registration.tenantName,
    ...(appId !== undefined && { appId }),
    ...(commandLineAppId !== undefined && { commandLineAppId }),
    ...(deleting && { deletingAppId: deleting.appId }),
    ...(registration.consentAsked && { consentUrl: CONSENT }),
    changedAt: registration.changedAt.toString(),
    ...common,
  };
}

const CONSENT = '/api/auth/consent?returnTo=%2Fmanage%2Fintegration';

export function showTemplateKit(kit: TemplateKit): unknown {
  const made = kit.dashboardId === undefined ? 'missing' : 'waiting-for-pin';
  return { ...kit, state: kit.tileId === undefined ? made : 'ready', verifiedAt: kit.verifiedAt?.toString() };
}

export function showCatalogItem(
  item: CatalogItem,
  notes: readonly string[] = [],
): View<typeof catalogItemView> {
  const { id, kind, name, path, size, modifiedAt } = item;
  const shown = { id, kind, name, path, size, modifiedAt: modifiedAt.toString() };
  return notes.length > 0 ? { ...shown, notes: [...notes] } : shown;
}

/** Never the credentials themselves. */
export function showDataSource({ source, state, choice, record }: ListedSource): unknown {
  const { id, kind, name, path, provider } = source;
  const server = serverOf(source);
  return {
    id,
    kind,
    name,
    path,
    provider,
    server: server.startsWith('=') ? '' : server,
    credentials: state,
    mode: choice,
    changedAt: record?.changedAt.toString(),
  };
}

export function showReport(opened: OpenedReport, engine: ReportEngine): unknown {
  const { report } = opened;
  return {
    id: opened.id,
    title: opened.title,
    path: opened.path,
    credentials: opened.credentials,
    missingCredentials: opened.missingCredentials,
    missingReferences: opened.missingReferences,
    parameters: report.parameters.map((parameter) => ({
      name: parameter.name,
      dataType: parameter.dataType,
      prompt: parameter.prompt,
      hidden: parameter.hidden,
      multiValue: parameter.multiValue,
      nullable: parameter.nullable,
      required: parameter.defaults === undefined && !parameter.nullable,
    })),
    pages: engine.pages(report),
    items: engine.items(report),
  };
}

export function showParameterPrompt({ isGiven, ...prompt }: ParameterPrompt): unknown {
  return { ...prompt, given: isGiven };
}

/** A pin with all that a person needs to go on with it. */
export async function showPin(app: App, pin: Pin): Promise<unknown> {
  if (pin.request.mode !== 'picture') return showListedPin(pin);
  const { reportTitle: title } = pin.request;
  const [url, linkUrl] = [await app.pinPictures.address(pin.id), app.reportUrl(pin.request)];
  return { ...showListedPin(pin), imageTile: { url, title, linkUrl, steps: IMAGE_TILE_STEPS } };
}

const IMAGE_TILE_STEPS = [
  'Open the dashboard in Power BI and choose Edit, then Add a tile, then Image.',
  'Paste the url as the URL of the image.',
  'Choose Set custom link and paste the linkUrl, so that the tile leads back to the report.',
  'Give it the title, and choose Apply. The tile follows the picture by itself.',
] as const;

export function showListedPin(pin: Pin): View<typeof pinView> {
  const { id, state, request, done, warning, code, text, createdAt } = pin;
  return {
    id,
    state,
    mode: request.mode,
    reportId: request.reportId,
    reportTitle: request.reportTitle,
    itemName: request.itemName,
    dashboardName: request.dashboardName,
    steps: stepsOf(request).map((step) => ({ step, done: done.includes(step) })),
    pinVisualUrl: state === 'waiting' ? pin.reportUrl : undefined,
    seeItUrl: request.dashboardUrl,
    warning,
    code,
    text,
    createdAt: createdAt.toString(),
  };
}

/** What became of each item that was asked for at once. */
export async function showRequestedPin(app: App, requested: RequestedPin): Promise<unknown> {
  const { id } = requested;
  if ('pin' in requested) return { id, pin: await showPin(app, requested.pin) };
  const { code, detail } = requested.refusal;
  return { id, problem: problemOf(code, detail === undefined ? {} : { detail }) };
}

const UNPINNED_TEXTS = {
  removed: 'The tile goes with what stood behind it. Where it still shows, load the dashboard again.',
  'left-behind':
    'Power BI refused to remove what stands behind the tile. Remove the tile from the dashboard yourself.',
  image:
    'Power BI lets nobody remove a tile for you. Remove the Image tile from the dashboard yourself; it shows no picture any more.',
} as const satisfies Record<Unpinned['tile'], string>;

export function showUnpinned({ tile }: Unpinned): View<typeof unpinnedView> {
  return { tile, text: UNPINNED_TEXTS[tile] };
}

export function showSubscription(app: App, subscription: Subscription, status: SubscriptionStatus): unknown {
  const now = app.clock.now();
  const { id, reportId, reportTitle, itemName, parameters, target, schedule, state, revision, createdAt } =
    subscription;
  return {
    id,
    reportId,
    reportTitle,
    reportUrl: app.reportUrl(subscription),
    itemName,
    parameters,
    dashboardName: target.dashboardName,
    dashboardUrl: target.dashboardUrl,
    mode: target.kind === 'image' ? 'picture' : 'tile',
    schedule,
    scheduleText: describeSchedule(schedule, { after: now }),
    sharedScheduleId: subscription.follows?.id,
    state,
    stamp: revision,
    statusText: inactiveText(state) ?? status.text,
    statusCode: status.code,
    lastRunAt: status.lastRunAt?.toString(),
    lastDeliveredAt: status.lastDeliveredAt?.toString(),
    nextDueAt: nextDueAt(subscription, now)?.toString(),
    createdAt: createdAt.toString(),
  };
}

/** The sentence of the table of errors: its text says what happened in the original's words, this one what to do. */
function adviceFor({ state, code }: Run): string | undefined {
  const isFailure = state === 'failed' || state === 'waiting';
  return isFailure && code !== undefined && isErrorCode(code) ? ERRORS[code].text : undefined;
}

export function showRun(run: Run): unknown {
  const {
    key,
    kind,
    dueAt,
    state,
    attempt,
    notBefore,
    code,
    text,
    startedAt,
    finishedAt,
    missedFrom,
    missedCount,
  } = run;
  return {
    key,
    kind,
    dueAt: dueAt.toString(),
    state,
    attempt,
    notBefore: notBefore?.toString(),
    code,
    text,
    advice: adviceFor(run),
    startedAt: startedAt?.toString(),
    finishedAt: finishedAt?.toString(),
    missedFrom: missedFrom?.toString(),
    missedCount,
  };
}

export function showNotification(notification: ReceivedNotification): unknown {
  const words = describeNotification(notification, notification.of);
  return { ...notification, ...words, at: notification.at.toString() };
}

/** Never the address itself. */
export function showWebhook({ format, host, changedAt, failing }: Webhook): View<typeof webhookView> {
  return {
    format,
    host,
    changedAt: changedAt.toString(),
    ...(failing && { failing: { since: failing.since.toString(), text: failing.text } }),
  };
}
