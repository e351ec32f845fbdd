import { Temporal } from 'temporal-polyfill';
import { DomainError } from '../errors.ts';
import { objectName } from '../power-bi/object-name.ts';
import type { TemplateKits } from '../power-bi/template-kit.ts';
import type { TileGateway } from '../power-bi/tile-gateway.ts';
import { timeText } from '../reports/caption-texts.ts';
import type { ItemPicture, TilePictures } from '../reports/tile-pictures.ts';
import { type AddDependencies, addSubscription } from '../subscriptions/deciding/add-subscription.ts';
import {
  type ChangeDependencies,
  changeSubscription,
} from '../subscriptions/deciding/change-subscription.ts';
import type { Target } from '../subscriptions/subscription.ts';
import type { Pin, PinStep, TilePinRequest } from './pin.ts';
import type { PinPictures } from './pin-pictures.ts';

export type PinStepDependencies = AddDependencies &
  ChangeDependencies & {
    readonly pictures: TilePictures;
    readonly pinPictures: PinPictures;
    readonly gateway: TileGateway;
    readonly kits: Pick<TemplateKits, 'requireTile'>;
    readonly reportUrl: (pin: Pick<Pin['request'], 'reportId' | 'parameters'>) => string;
  };

const GUIDED_PATIENCE = { hours: 24 } as const;

/** Each may be repeated: it looks up what an earlier try has made. What it returns is recorded with the step. */
type StepWork = (dependencies: PinStepDependencies, pin: Pin) => Promise<StepResult>;

/** What is recorded with the step, or that it is a person's turn. */
export type StepResult =
  | Partial<Pin>
  | { readonly waitFor: 'person'; readonly reportUrl: string | undefined };

export const STEP_WORK: Readonly<Record<PinStep, StepWork>> = {
  async picture({ pictures, pinPictures, clock }, pin) {
    const { id, request } = pin;
    const now = clock.now();
    const picture = await firstPicture(pictures, pin, now);
    const { url } = await pinPictures.publish(id, picture, { refreshedAt: now, zone: request.schedule.zone });
    return { pictureUrl: url };
  },
  /** Which visual fits is known once the data is there. */
  async data({ pictures, clock }, pin) {
    const { visual } = await pictures.data({ ...pin.request, owner: pin.owner, now: clock.now() });
    return { visual };
  },
  async model({ gateway }, pin) {
    const { workspaceId } = tileOf(pin);
    return gateway.ensureModel(pin.owner, { workspaceId, name: powerBiName(pin) });
  },
  async report({ gateway }, pin) {
    const { workspaceId } = tileOf(pin);
    return gateway.ensureReport(pin.owner, {
      workspaceId,
      modelId: made(pin.modelId),
      name: powerBiName(pin),
      visual: pin.visual ?? 'picture',
      title: pin.request.reportTitle,
    });
  },
  /** Appended rows do no harm twice: the newest one is shown. */
  async row({ gateway, pictures, reportUrl, clock }, pin) {
    const { request, owner } = pin;
    const now = clock.now();
    const shown = pin.visual
      ? { imageUrl: '', data: (await pictures.data({ ...request, owner, now })).rows }
      : { imageUrl: made(pin.pictureUrl) };
    await gateway.pushRow(
      owner,
      { workspaceId: tileOf(pin).workspaceId, modelId: made(pin.modelId) },
      {
        refreshedAt: now,
        title: request.reportTitle,
        subtitle: `Last refreshed ${timeText(now, request.schedule.zone)}`,
        ...shown,
        reportUrl: request.reportAddress ?? reportUrl(request),
        status: 'ok',
      },
    );
    return {};
  },
  tile: (dependencies, pin) =>
    pin.request.mode === 'guided' ? findPinnedTile(dependencies, pin) : cloneTile(dependencies, pin),
  async subscription(dependencies, pin) {
    const { request } = pin;
    await addSubscription(dependencies, {
      id: pin.id,
      owner: pin.owner,
      reportId: request.reportId,
      reportTitle: request.reportTitle,
      itemName: request.itemName,
      itemKind: request.itemKind,
      parameters: request.parameters,
      schedule: request.schedule,
      target: targetOf(pin),
    });
    if (request.follow !== undefined) await followShared(dependencies, pin, request.follow);
    return {};
  },
};

/** One that was deleted meanwhile leaves the subscription with the schedule that it had, as its own. */
async function followShared(
  dependencies: PinStepDependencies,
  { owner, id }: Pin,
  sharedId: string,
): Promise<void> {
  const [shared, present] = await Promise.all([
    dependencies.sharedSchedules.get(sharedId),
    dependencies.subscriptions.get(owner, id),
  ]);
  if (!shared || shared.state === 'leaving' || present?.follows?.id === sharedId) return;
  await changeSubscription(dependencies, {
    owner,
    id,
    revision: undefined,
    change: { follow: { id: sharedId } },
  });
}

function targetOf(pin: Pin): Target {
  const { dashboardName, dashboardUrl, mode } = pin.request;
  if (mode === 'picture') return { kind: 'image', dashboardName, dashboardUrl: undefined };
  const { workspaceId, dashboardId } = tileOf(pin);
  return {
    kind: 'tile',
    visual: pin.visual ?? 'picture',
    workspaceId,
    dashboardId,
    dashboardName,
    dashboardUrl,
    modelId: made(pin.modelId),
    reportId: made(pin.reportId),
    tileId: made(pin.tileId),
  };
}

async function cloneTile({ gateway, kits }: PinStepDependencies, pin: Pin): Promise<StepResult> {
  const { workspaceId, dashboardId } = tileOf(pin);
  const [modelId, reportId] = [made(pin.modelId), made(pin.reportId)];
  const template = await kits.requireTile();
  const target = { workspaceId, dashboardId, modelId, reportId };
  const { tileId } = await gateway.ensureTile(pin.owner, { ...target, template });
  const state = await gateway.tileState(pin.owner, { ...target, tileId });
  // A tile made a moment ago may not be everywhere yet.
  if (state === 'gone')
    throw new DomainError('POWER_BI_UNAVAILABLE', { detail: 'The new tile is not to be seen yet.' });
  if (state === 'broken')
    throw new DomainError('POWER_BI_REFUSED', {
      detail:
        'Power BI made a tile that is not bound to its report. Remove it from the dashboard, and pin again.',
    });
  return { tileId };
}

/** Guided: the person has pinned the visual, or is asked to; after a day nobody waits any more. */
async function findPinnedTile({ gateway, clock }: PinStepDependencies, pin: Pin): Promise<StepResult> {
  const { workspaceId, dashboardId } = tileOf(pin);
  const reportId = made(pin.reportId);
  const tileId = await gateway.findTile(pin.owner, { workspaceId, dashboardId, reportId });
  if (tileId !== undefined) return { tileId };
  if (Temporal.Instant.compare(clock.now(), pin.createdAt.add(GUIDED_PATIENCE)) > 0)
    throw new DomainError('VISUAL_NOT_PINNED');
  const reportUrl = pin.reportUrl ?? (await gateway.reportAddress(pin.owner, { workspaceId, reportId }));
  return { waitFor: 'person', reportUrl };
}

/** P11: a report whose credentials are not stored is pinned all the same; its tile says why it is empty. */
async function firstPicture(
  pictures: TilePictures,
  { request, owner }: Pick<Pin, 'request' | 'owner'>,
  now: Temporal.Instant,
): Promise<ItemPicture> {
  try {
    return await pictures.render({ ...request, owner, now });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'CREDENTIALS_NOT_STORED') throw error;
    const text = 'No picture yet: the credentials of the data source are not stored.';
    return pictures.placeholder({ reportId: request.reportId, itemName: request.itemName, text, owner });
  }
}

export function powerBiName({ id, request }: Pick<Pin, 'id' | 'request'>): string {
  return objectName({ ...request, id });
}

/** Steps at Power BI are those of a pin with a tile there: `stepsOf`. */
function tileOf({ request }: Pin): TilePinRequest {
  if (request.mode === 'picture') throw new TypeError('An Image tile has no step at Power BI.');
  return request;
}

function made<T>(value: T | undefined): T {
  if (value === undefined)
    throw new DomainError('INTERNAL', { detail: 'A step of the pin left out what the next one needs.' });
  return value;
}
