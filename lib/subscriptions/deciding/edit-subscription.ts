import { DomainError } from '../../errors.ts';
import { checkParameters } from '../../reports/check-parameters.ts';
import { requirePinnable } from '../../reports/pinnable.ts';
import type { LoadReportEngine } from '../../reports/report-engine.ts';
import type { OpenedReport, ReportSource } from '../../reports/report-source.ts';
import type { StoredSubscription, Subscription } from '../subscription.ts';
import {
  type ChangeDependencies,
  changeSubscription,
  type SubscriptionChange,
} from './change-subscription.ts';

export type EditDependencies = ChangeDependencies & {
  readonly reports: ReportSource;
  readonly engine: LoadReportEngine;
};

/**
 * A person's change, held against the report where it names an item or parameters of it (S2).
 * @throws DomainError as `changeSubscription`, and ITEM_NOT_FOUND, ITEM_NOT_PINNABLE, ITEM_NOT_DRAWABLE,
 *   PARAMETER_INVALID.
 */
export async function editSubscription(
  dependencies: EditDependencies,
  request: Parameters<typeof changeSubscription>[1],
): Promise<StoredSubscription> {
  const { owner, id, change } = request;
  const { itemName, parameters } = change;
  if (itemName === undefined && parameters === undefined) return changeSubscription(dependencies, request);
  const present = await dependencies.subscriptions.get(owner, id);
  if (!present) throw new DomainError('NOT_FOUND');
  const opened = await dependencies.reports.open(present.reportId, owner);
  if (parameters)
    await checkParameters(dependencies.engine, opened, { parameters, now: dependencies.clock.now() });
  const checked: SubscriptionChange =
    itemName === undefined
      ? change
      : { ...change, ...(await checkItem(dependencies, { opened, present, itemName })) };
  return changeSubscription(dependencies, { ...request, change: checked });
}

/** The item as the report writes it, and its kind, by which it is found again when it is renamed. */
export async function checkItem(
  { engine }: Pick<EditDependencies, 'engine'>,
  context: { readonly opened: OpenedReport; readonly present: Subscription; readonly itemName: string },
): Promise<Pick<Subscription, 'itemName' | 'itemKind'>> {
  const { opened, present, itemName } = context;
  const { name, kind } = requirePinnable((await engine()).items(opened.report), itemName);
  const { target, itemKind } = present;
  const hasVisual = target.kind === 'tile' && target.visual !== 'picture';
  if (hasVisual && itemKind !== undefined && kind !== itemKind)
    throw new DomainError('ITEM_NOT_PINNABLE', {
      detail: `The tile shows data of a ${itemKind} in a visual that was made for it; "${name}" is a ${kind}. Pin it anew.`,
    });
  return { itemName: name, itemKind: kind };
}
