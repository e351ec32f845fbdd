import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Cloud } from '../clouds.ts';
import { DomainError } from '../errors.ts';
import type { KeyRing } from '../identity/key-ring.ts';
import type { UserPrincipal } from '../identity/principal.ts';
import { signInState } from '../identity/sign-in-state.ts';
import type { Users } from '../identity/users.ts';
import type { PowerBi } from '../power-bi/client.ts';
import type { TemplateKits } from '../power-bi/template-kit.ts';
import { getDashboard } from '../power-bi/workspaces.ts';
import { requirePinnable } from '../reports/pinnable.ts';
import type { LoadReportEngine } from '../reports/report-engine.ts';
import type { ReportSource } from '../reports/report-source.ts';
import type { Queue } from '../storage/queue.ts';
import type { ReportParameters, SubscriptionId } from '../subscriptions/subscription.ts';
import type { PinMode, Pins, StoredPin } from './pin.ts';
import type { PinOwners } from './pin-owners.ts';
import { chooseSchedule, type ScheduleChoice } from './schedule-choice.ts';

export type RequestPinDependencies = {
  readonly pins: Pins;
  readonly pinOwners: PinOwners;
  readonly pictureKeys: Pick<KeyRing, 'current'>;
  readonly settings: { readonly cloud: Pick<Cloud, 'fabricUrl'> };
  readonly pinQueue: Queue;
  readonly reports: ReportSource;
  readonly engine: LoadReportEngine;
  readonly users: Users;
  readonly powerBi: PowerBi;
  readonly kits: Pick<TemplateKits, 'requireTile'>;
  readonly requireRegistered: () => Promise<void>;
  readonly clock: Clock;
};

export type PinInput = {
  readonly mode: PinMode;
  readonly id: SubscriptionId;
  readonly reportId: string;
  readonly itemName: string;
  readonly parameters: ReportParameters;
  readonly workspaceId: string;
  readonly dashboardId: string;
  readonly when: ScheduleChoice;
};

/**
 * Checks what can be checked, records the pin and hands it to the queue `pin-tile`. The same request again is the same
 * pin, and sends its message again: a row without a message (cut off between the two) is healed by repeating.
 * @throws DomainError NOT_REGISTERED, SIGN_IN_REQUIRED (P13), NOTHING_TO_PIN (P12), ITEM_NOT_FOUND,
 *   ITEM_NOT_PINNABLE, ITEM_NOT_DRAWABLE, DASHBOARD_NOT_FOUND, DASHBOARD_READ_ONLY (P14), TEMPLATE_NOT_READY, CONFLICT.
 */
export async function requestPin(
  dependencies: RequestPinDependencies,
  user: UserPrincipal,
  input: PinInput,
): Promise<StoredPin> {
  const { pins, pinQueue, clock } = dependencies;
  const { owner } = user;
  const requestHash = hashOf(input);
  const present = await pins.get(owner, input.id);
  if (present) {
    if (present.requestHash !== requestHash)
      throw new DomainError('CONFLICT', { detail: 'This pin id was used for another pin. Draw a new one.' });
    // A pin that was begun has its message: more of them would only look twice as often.
    if (present.state === 'pending' && present.begun.length === 0)
      await pinQueue.send({ owner, pinId: input.id });
    return present;
  }

  await requireSignedIn(dependencies, user);
  if (dependencies.settings.cloud.fabricUrl === undefined)
    throw new DomainError('POWER_BI_REFUSED', {
      detail:
        'This cloud publishes no Fabric API, which the report behind a tile is made with: nothing can be pinned here.',
    });
  const { kid } = await dependencies.pictureKeys.current();
  if ((await dependencies.pinOwners.claim(input.id, owner, kid)) === 'taken')
    throw new DomainError('CONFLICT', { detail: 'This pin id was used for another pin. Draw a new one.' });
  const opened = await dependencies.reports.open(input.reportId);
  const item = requirePinnable((await dependencies.engine()).items(opened.report), input.itemName);
  if (input.mode === 'template') await dependencies.kits.requireTile();
  const dashboard = await getDashboard(dependencies.powerBi, owner, input);
  const added = await pins.add({
    id: input.id,
    owner,
    request: {
      mode: input.mode,
      reportId: opened.id,
      reportTitle: opened.title,
      itemName: item.name,
      parameters: input.parameters,
      workspaceId: input.workspaceId,
      dashboardId: input.dashboardId,
      dashboardName: dashboard.name,
      dashboardUrl: dashboard.webUrl,
      schedule: chooseSchedule(input.when, clock.now()),
    },
    requestHash,
    state: 'pending',
    begun: [],
    done: [],
    pictureUrl: undefined,
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
  if (added === 'exists') return requestPin(dependencies, user, input);
  await pinQueue.send({ owner, pinId: input.id });
  return added;
}

async function requireSignedIn(
  { users, requireRegistered, clock }: RequestPinDependencies,
  user: UserPrincipal,
): Promise<void> {
  await requireRegistered();
  if (signInState(await users.get(user.owner), clock.now()).kind !== 'valid')
    throw new DomainError('SIGN_IN_REQUIRED', {
      detail: 'Cannot Pin: Unexpected Server Error: Missing, invalid or expired Power BI credentials.',
    });
}

/** P11 */
function missingText(names: readonly string[]): string {
  return `Credentials are not stored for ${names.map((name) => `"${name}"`).join(', ')}: the tile will not refresh until they are.`;
}

function hashOf({ id, ...input }: PinInput): string {
  return createHash('sha256')
    .update(JSON.stringify([id, input]))
    .digest('base64url');
}
