import type { Clock } from '../clock.ts';
import type { Cloud } from '../clouds.ts';
import { DomainError } from '../errors.ts';
import type { Owner } from '../identity/principal.ts';
import { isServiceOwner } from '../identity/service-owner.ts';
import { signInState } from '../identity/sign-in-state.ts';
import type { Users } from '../identity/users.ts';
import type { PowerBi } from '../power-bi/client.ts';
import type { TemplateKits } from '../power-bi/template-kit.ts';
import { getDashboard } from '../power-bi/workspaces.ts';
import type { ImagePinRequest, TilePinRequest } from './pin.ts';

/**
 * A known fault of the service, seen with 401: https://github.com/microsoft/powerbi-powershell/issues/236. Said before
 * model and report are made in vain; `npm run probe:tenant` says whether it still holds (A3).
 */
const NO_CLONE =
  'Power BI does not let an application clone a tile into another workspace. Choose guided, and pin the visual of the report yourself, once.';

/** Where pins go: a dashboard, or an Image tile that the person adds by hand. */
export type PinPlace =
  | Pick<TilePinRequest, 'mode' | 'content' | 'workspaceId' | 'dashboardId'>
  | (Pick<ImagePinRequest, 'mode'> & {
      /** The person's own words for where the Image tile will be. */
      readonly dashboardName: string | undefined;
    });

/** What of the place stands in the pin. */
export type CheckedPlace =
  | Pick<
      TilePinRequest,
      'mode' | 'content' | 'workspaceId' | 'dashboardId' | 'dashboardName' | 'dashboardUrl'
    >
  | Pick<ImagePinRequest, 'mode' | 'dashboardName' | 'dashboardUrl'>;

export type CheckPlaceDependencies = {
  readonly settings: { readonly cloud: Pick<Cloud, 'fabricUrl'> };
  readonly users: Users;
  readonly powerBi: PowerBi;
  readonly kits: Pick<TemplateKits, 'requireTile'>;
  readonly requireRegistered: () => Promise<void>;
  readonly clock: Clock;
};

/**
 * Whether something can be pinned there, in the owner's name.
 * @throws DomainError NOT_REGISTERED, SIGN_IN_REQUIRED (P13), TEMPLATE_NOT_READY, DASHBOARD_NOT_FOUND,
 *   DASHBOARD_READ_ONLY (P14), POWER_BI_REFUSED where the cloud has no API to make a report with, and where a tile of the
 *   installation itself would be cloned into another workspace.
 */
export async function checkPlace(
  dependencies: CheckPlaceDependencies,
  owner: Owner,
  place: PinPlace,
): Promise<CheckedPlace> {
  const { settings, kits, powerBi, requireRegistered } = dependencies;
  await requireRegistered();
  if (place.mode === 'picture')
    return { mode: place.mode, dashboardName: place.dashboardName ?? 'Image tile', dashboardUrl: undefined };
  // The installation itself signs in by its proof: its tokens say whether it may.
  if (!isServiceOwner(owner)) await requireSignedIn(dependencies, owner);
  if (settings.cloud.fabricUrl === undefined)
    throw new DomainError('POWER_BI_REFUSED', {
      detail:
        'This cloud publishes no Fabric API, which the report behind a tile is made with: pin as a picture instead.',
    });
  const { mode, content, workspaceId, dashboardId } = place;
  if (mode === 'template' && content === 'data')
    throw new DomainError('TEMPLATE_NOT_READY', {
      detail:
        'The template kit has a tile for pictures only. Choose guided, and pin the visual of data yourself.',
    });
  if (mode === 'template') {
    const { workspaceId: templates } = await kits.requireTile();
    if (isServiceOwner(owner) && templates !== workspaceId)
      throw new DomainError('POWER_BI_REFUSED', { detail: NO_CLONE });
  }
  const dashboard = await getDashboard(powerBi, owner, place);
  const { name: dashboardName, webUrl: dashboardUrl } = dashboard;
  return { mode, content, workspaceId, dashboardId, dashboardName, dashboardUrl };
}

async function requireSignedIn({ users, clock }: CheckPlaceDependencies, owner: Owner): Promise<void> {
  if (signInState(await users.get(owner), clock.now()).kind !== 'valid')
    throw new DomainError('SIGN_IN_REQUIRED', {
      detail: 'Cannot Pin: Unexpected Server Error: Missing, invalid or expired Power BI credentials.',
    });
}
