import { createHash } from 'node:crypto';
import { DomainError } from '../errors.ts';
import type { KeyRing } from '../identity/key-ring.ts';
import type { Owner } from '../identity/principal.ts';
import type { ListedItem } from '../rdl/items/list-items.ts';
import { requirePinnable } from '../reports/pinnable.ts';
import type { LoadReportEngine, ReportEngine } from '../reports/report-engine.ts';
import type { OpenedReport, ReportSource } from '../reports/report-source.ts';
import type { Queue } from '../storage/queue.ts';
import type { ReportParameters, SubscriptionId } from '../subscriptions/subscription.ts';
import { planLookAfter } from '../upkeep/look-after-pin.ts';
import type { Upkeep } from '../upkeep/upkeep.ts';
import { type CheckedPlace, type CheckPlaceDependencies, checkPlace, type PinPlace } from './check-place.ts';
import type { Pins, StoredPin } from './pin.ts';
import type { PinOwners } from './pin-owners.ts';
import {
  type ChooseDependencies,
  type ChosenSchedule,
  chooseSchedule,
  type ScheduleChoice,
} from './schedule-choice.ts';

export type RequestPinDependencies = CheckPlaceDependencies &
  ChooseDependencies & {
    readonly pins: Pins;
    readonly pinOwners: PinOwners;
    readonly pictureKeys: Pick<KeyRing, 'current'>;
    readonly pinQueue: Queue;
    readonly reports: ReportSource;
    readonly engine: LoadReportEngine;
    readonly upkeep: Pick<Upkeep, 'add'>;
  };

/** What several items of one report are pinned with at once. */
export type PinChoice = {
  readonly reportId: string;
  readonly parameters: ReportParameters;
  readonly place: PinPlace;
  readonly when: ScheduleChoice;
};

/** An item, and the id that the client drew for its pin. */
export type PinItem = { readonly id: SubscriptionId; readonly itemName: string };

export type RequestedPin =
  | { readonly id: SubscriptionId; readonly pin: StoredPin }
  | { readonly id: SubscriptionId; readonly refusal: DomainError };

/** What holds for every item of a request; checked once. */
type Checked = {
  readonly opened: OpenedReport;
  readonly engine: ReportEngine;
  readonly place: CheckedPlace;
  readonly chosen: ChosenSchedule;
  readonly kid: string;
};

/**
 * Checks what can be checked, records each pin and hands it to the queue `pin-tile`. Each item is a pin of its own with
 * its own end. The same request again is the same pins, and sends the messages of those that were not begun again: a row
 * without a message (cut off between the two) is healed by repeating.
 * @throws DomainError what holds for all of them: NOT_REGISTERED, SIGN_IN_REQUIRED (P13), NOT_FOUND (report),
 *   DASHBOARD_NOT_FOUND, DASHBOARD_READ_ONLY (P14), TEMPLATE_NOT_READY, SCHEDULE_INVALID. In the answer what holds for one:
 *   NOTHING_TO_PIN (P12), ITEM_NOT_FOUND, ITEM_NOT_PINNABLE, ITEM_NOT_DRAWABLE, CONFLICT.
 */
export async function requestPins(
  dependencies: RequestPinDependencies,
  owner: Owner,
  choice: PinChoice,
  items: readonly PinItem[],
): Promise<readonly RequestedPin[]> {
  const present = await Promise.all(items.map(({ id }) => dependencies.pins.get(owner, id)));
  const checked = present.includes(undefined) ? await check(dependencies, owner, choice) : undefined;
  const answers: RequestedPin[] = [];
  for (const [index, item] of items.entries()) {
    try {
      const known = present[index];
      const pin =
        known || !checked
          ? await goOn(dependencies, choice, item, known)
          : await addPin(dependencies, owner, { ...checked, choice, item });
      answers.push({ id: item.id, pin });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      answers.push({ id: item.id, refusal: error });
    }
  }
  return answers;
}

/** One item. @throws DomainError as `requestPins`, and what holds for the item. */
export async function requestPin(
  dependencies: RequestPinDependencies,
  owner: Owner,
  { id, itemName, ...choice }: PinChoice & PinItem,
): Promise<StoredPin> {
  const [answer] = await requestPins(dependencies, owner, choice, [{ id, itemName }]);
  if (answer && 'pin' in answer) return answer.pin;
  throw answer?.refusal ?? new DomainError('INTERNAL');
}

async function check(
  dependencies: RequestPinDependencies,
  owner: Owner,
  { reportId, place, when }: PinChoice,
): Promise<Checked> {
  const { reports, engine, pictureKeys } = dependencies;
  const chosen = await chooseSchedule(dependencies, when);
  const checkedPlace = await checkPlace(dependencies, owner, place);
  const { kid } = await pictureKeys.current();
  const opened = await reports.open(reportId, owner);
  return { place: checkedPlace, chosen, kid, opened, engine: await engine() };
}

/** A pin that is there already. */
async function goOn(
  { pinQueue }: RequestPinDependencies,
  choice: PinChoice,
  item: PinItem,
  pin: StoredPin | undefined,
): Promise<StoredPin> {
  if (pin?.requestHash !== hashOf(choice, item)) throw idTaken();
  // A pin that was begun has its message: more of them would only look twice as often.
  if (pin.state === 'pending' && pin.begun.length === 0)
    await pinQueue.send({ owner: pin.owner, pinId: pin.id });
  return pin;
}

/**
 * Crash story: the id is claimed, the upkeep told, the row inserted, the message sent; each is healed by asking again, and
 * the last by the upkeep.
 */
async function addPin(
  dependencies: RequestPinDependencies,
  owner: Owner,
  {
    opened,
    engine,
    place,
    chosen,
    kid,
    choice,
    item,
  }: Checked & { readonly choice: PinChoice; readonly item: PinItem },
): Promise<StoredPin> {
  const { pins, pinOwners, pinQueue, upkeep, clock } = dependencies;
  const pinnable = requirePinnable(engine.items(opened.report), item.itemName);
  if (place.mode !== 'picture' && place.content === 'data') requireData(pinnable, opened);
  if ((await pinOwners.claim(item.id, owner, kid)) === 'taken') throw idTaken();
  await planLookAfter(upkeep, { owner, id: item.id }, clock.now());
  const added = await pins.add({
    id: item.id,
    owner,
    request: {
      ...place,
      reportId: opened.id,
      reportTitle: opened.title,
      ...(opened.elsewhere && { reportAddress: opened.elsewhere.address(choice.parameters) }),
      itemName: pinnable.name,
      itemKind: pinnable.kind,
      parameters: choice.parameters,
      ...chosen,
    },
    requestHash: hashOf(choice, item),
    state: 'pending',
    begun: [],
    done: [],
    pictureUrl: undefined,
    visual: undefined,
    modelId: undefined,
    reportId: undefined,
    tileId: undefined,
    reportUrl: undefined,
    attempt: 1,
    leaseUntil: undefined,
    code: undefined,
    text: undefined,
    warning: opened.credentials === 'missing' ? missingText(opened.missingCredentials) : undefined,
    createdAt: clock.now(),
  });
  // There already: by the same request side by side, or by our own first try, whose answer was lost.
  if (added === 'exists') return goOn(dependencies, choice, item, await pins.get(owner, item.id));
  await pinQueue.send({ owner, pinId: item.id });
  return added;
}

/** What can be said before anything is drawn: the rest the pin's first step says. */
function requireData({ name, kind }: ListedItem, { credentials }: OpenedReport): void {
  if (kind === 'map' || kind === 'image')
    throw new DomainError('ITEM_HAS_NO_DATA', {
      detail: `"${name}" is of the kind ${kind}, which has no values that a visual of Power BI can show. Pin it as a picture.`,
    });
  // A picture can say that it is to come; which visual fits, only the data says.
  if (credentials === 'missing') throw new DomainError('CREDENTIALS_NOT_STORED');
}

function idTaken(): DomainError {
  return new DomainError('CONFLICT', { detail: 'This pin id was used for another pin. Draw a new one.' });
}

/** P11 */
function missingText(names: readonly string[]): string {
  return `Credentials are not stored for ${names.map((name) => `"${name}"`).join(', ')}: the tile will not refresh until they are.`;
}

function hashOf({ reportId, parameters, place, when }: PinChoice, { id, itemName }: PinItem): string {
  return createHash('sha256')
    .update(JSON.stringify([id, { reportId, itemName, parameters, place, when }]))
    .digest('base64url');
}
