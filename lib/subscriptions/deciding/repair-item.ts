import { DomainError } from '../../errors.ts';
import type { Owner } from '../../identity/principal.ts';
import type { ListedItem } from '../../rdl/items/list-items.ts';
import { nearestItems } from '../../reports/nearest-items.ts';
import { runNow } from '../running/run-now.ts';
import type { StoredRun } from '../running/runs.ts';
import type { StoredSubscription, SubscriptionId } from '../subscription.ts';
import { type EditDependencies, editSubscription } from './edit-subscription.ts';

type Mine = { readonly owner: Owner; readonly id: SubscriptionId };

export type RepairProposal = {
  readonly itemName: string;
  /** Whether the report lacks the item; renaming it back heals the subscription as well. */
  readonly missing: boolean;
  /** What it may be called now, the nearest first. */
  readonly proposals: readonly ListedItem[];
};

const MOST_PROPOSALS = 5;

/** S7: what to do about an item that was renamed in its report. @throws DomainError NOT_FOUND. */
export async function proposeRepair(
  dependencies: EditDependencies,
  { owner, id }: Mine,
): Promise<RepairProposal> {
  const subscription = await dependencies.subscriptions.get(owner, id);
  if (!subscription) throw new DomainError('NOT_FOUND');
  return proposalFor(dependencies, subscription);
}

async function proposalFor(
  { reports, engine }: EditDependencies,
  { reportId, itemName, itemKind, owner }: StoredSubscription,
): Promise<RepairProposal> {
  const [opened, drawing] = await Promise.all([reports.open(reportId, owner), engine()]);
  const items = drawing.items(opened.report);
  const missing = !items.some(({ name }) => name === itemName);
  const proposals = missing ? nearestItems(items, { name: itemName, kind: itemKind }) : [];
  return { itemName, missing, proposals: proposals.slice(0, MOST_PROPOSALS) };
}

/**
 * Follows the item to its new name, the nearest unless one is given, and refreshes the tile. Repeatable: the item is
 * there then, and the run is known by its id.
 * @throws DomainError NOT_FOUND, ITEM_NOT_FOUND where nothing can be proposed, and what `editSubscription` refuses.
 */
export async function repairItem(
  dependencies: EditDependencies & Parameters<typeof runNow>[0],
  { owner, id, itemName, runId }: Mine & { readonly itemName: string | undefined; readonly runId: string },
): Promise<StoredRun> {
  const subscription = await dependencies.subscriptions.get(owner, id);
  if (!subscription) throw new DomainError('NOT_FOUND');
  const { missing, proposals } = await proposalFor(dependencies, subscription);
  const name = itemName ?? (missing ? proposals[0]?.name : subscription.itemName);
  if (name === undefined)
    throw new DomainError('ITEM_NOT_FOUND', {
      detail: `Report item '${subscription.itemName}' cannot be found, and nothing in the report can take its place.`,
    });
  const { revision } = subscription;
  if (name !== subscription.itemName)
    await editSubscription(dependencies, { owner, id, revision, change: { itemName: name } });
  return runNow(dependencies, { owner, id, runId });
}
