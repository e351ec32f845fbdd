import { DomainError } from '../errors.ts';
import type { KeyRing } from '../identity/key-ring.ts';
import type { Owner } from '../identity/principal.ts';
import { runNow } from '../subscriptions/running/run-now.ts';
import type { StoredRun } from '../subscriptions/running/runs.ts';
import type { SubscriptionId } from '../subscriptions/subscription.ts';
import type { PinOwners } from './pin-owners.ts';

type Dependencies = Parameters<typeof runNow>[0] & {
  readonly pinOwners: PinOwners;
  readonly pictureKeys: Pick<KeyRing, 'current'>;
};

/**
 * For an address that got into the wrong hands. The address first, once for each `runId`, then a run that tells the
 * tile: cut off in between, the tile shows the neutral picture until it is asked for again or until its next run.
 * @throws DomainError NOT_FOUND.
 */
export async function renewPictureAddress(
  dependencies: Dependencies,
  owner: Owner,
  id: SubscriptionId,
  runId: string,
): Promise<StoredRun> {
  const { subscriptions, pinOwners, pictureKeys } = dependencies;
  if (!(await subscriptions.get(owner, id))) throw new DomainError('NOT_FOUND');
  await pinOwners.renewAddress(id, runId, (await pictureKeys.current()).kid);
  return runNow(dependencies, { owner, id, runId });
}
