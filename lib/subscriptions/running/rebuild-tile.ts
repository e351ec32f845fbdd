import { DomainError } from '../../errors.ts';
import { objectName } from '../../power-bi/object-name.ts';
import type { TemplateKits } from '../../power-bi/template-kit.ts';
import type { TileGateway, TileRow } from '../../power-bi/tile-gateway.ts';
import { type DecideDependencies, decide } from '../deciding/decide.ts';
import type { StoredSubscription, TileTarget } from '../subscription.ts';

export type RebuildDependencies = DecideDependencies & {
  readonly gateway: Pick<
    TileGateway,
    'pushRow' | 'ensureModel' | 'ensureReport' | 'ensureTile' | 'removeReport'
  >;
  readonly kits: Pick<TemplateKits, 'requireTile'>;
};

/**
 * Makes again what is gone behind a tile that is still on its dashboard: the model unless it takes the row, a report, and
 * a clone of the template tile, for no operation binds a tile to another report. The report that the tile was bound to goes
 * first, and Power BI takes the dead tile away with it.
 *
 * Crash story: everything is made under the pin's name and found by it when this is repeated; the subscription's new
 * target is the commit.
 * @throws DomainError TEMPLATE_NOT_READY, MODEL_NOT_FOUND where the subscription was changed meanwhile, and what Power BI
 *   refuses.
 */
export async function rebuildTile(
  dependencies: RebuildDependencies,
  subscription: StoredSubscription,
  options: { readonly target: TileTarget; readonly row: TileRow },
): Promise<void> {
  const { gateway, kits } = dependencies;
  const { owner } = subscription;
  const { target, row } = options;
  const { workspaceId, dashboardId } = target;
  const name = objectName(subscription);
  const taken = await takesRow(gateway, subscription, options);
  const { modelId } = taken ? target : await gateway.ensureModel(owner, { workspaceId, name });
  const model = { workspaceId, modelId };
  if (!taken) await gateway.pushRow(owner, model, row);
  // The kit has the tile of pictures: a visual of data was pinned by hand, and is again.
  if (target.visual !== 'picture')
    throw new DomainError('TEMPLATE_NOT_READY', {
      detail: 'What stood behind the tile is gone, and its visual was pinned by hand. Pin the item again.',
    });
  const template = await kits.requireTile();
  await gateway.removeReport(owner, target);
  const { reportId } = await gateway.ensureReport(owner, {
    ...model,
    name,
    visual: target.visual,
    title: subscription.reportTitle,
  });
  const { tileId } = await gateway.ensureTile(owner, { ...model, dashboardId, reportId, template });
  const made = { ...target, modelId, reportId, tileId };
  if (!(await decide(dependencies, subscription, { target: made })))
    throw new DomainError('MODEL_NOT_FOUND', { detail: 'The subscription was changed meanwhile.' });
}

async function takesRow(
  gateway: Pick<TileGateway, 'pushRow'>,
  { owner }: StoredSubscription,
  { target, row }: { readonly target: TileTarget; readonly row: TileRow },
): Promise<boolean> {
  try {
    await gateway.pushRow(owner, target, row);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'MODEL_NOT_FOUND') return false;
    throw error;
  }
}
