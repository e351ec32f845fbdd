import { DomainError } from '../../errors.ts';
import { type Owner, parseOwner } from '../../identity/principal.ts';
import type { Users } from '../../identity/users.ts';
import type { Audit } from '../../registration/audit.ts';
import type { Queue } from '../../storage/queue.ts';
import type { SubscriptionId, Subscriptions } from '../subscription.ts';
import { changeOwnerMessage, type OwnerChange } from './change-owner.ts';

type Dependencies = {
  readonly subscriptions: Pick<Subscriptions, 'ownerOf' | 'list'>;
  readonly users: Pick<Users, 'get'>;
  readonly ownerQueue: Queue;
  readonly audit: Audit;
};

type Asked = { readonly tenantId: string; readonly to: string; readonly by: string };

/**
 * Has one subscription given to somebody else. Audited first, then sent: the queue sees it through.
 * @throws DomainError NOT_FOUND of the subscription, or of a person who never signed in to Power BI here.
 */
export async function requestOwnerChange(
  dependencies: Dependencies,
  { id, ...asked }: Asked & { readonly id: SubscriptionId },
): Promise<void> {
  const to = await newOwner(dependencies, asked);
  const from = await dependencies.subscriptions.ownerOf(id);
  if (!from) throw new DomainError('NOT_FOUND');
  if (from !== to) await send(dependencies, { id, from, to }, asked.by);
}

/** Has everything of one person given to another; how many subscriptions that is. Repeatable. @throws as above. */
export async function requestReassignment(
  dependencies: Dependencies,
  { from: former, ...asked }: Asked & { readonly from: string },
): Promise<number> {
  const to = await newOwner(dependencies, asked);
  const from = parseOwner(asked.tenantId, former);
  if (!from || from === to)
    throw new DomainError('BAD_REQUEST', { detail: 'Name two people: who has them and who gets them.' });
  const theirs = await dependencies.subscriptions.list(from);
  for (const { subscription } of theirs)
    await send(dependencies, { id: subscription.id, from, to }, asked.by);
  return theirs.length;
}

async function newOwner({ users }: Dependencies, { tenantId, to }: Asked): Promise<Owner> {
  const owner = parseOwner(tenantId, to);
  if (owner && (await users.get(owner))) return owner;
  throw new DomainError('NOT_FOUND', {
    detail: 'This person has never signed in to Power BI here. Ask them to do so in My Settings first.',
  });
}

async function send({ ownerQueue, audit }: Dependencies, change: OwnerChange, by: string): Promise<void> {
  const { id, from, to } = change;
  await audit.record({ action: 'subscription.owner', by, subject: id, detail: `${from} to ${to}` });
  await ownerQueue.send(changeOwnerMessage(change));
}
