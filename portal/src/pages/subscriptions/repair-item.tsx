import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useReport } from '../../api/reports.ts';
import { useChangeSubscription } from '../../api/subscriptions.ts';
import type { Subscription } from '../../api/types.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { nearestName } from './nearest-name.ts';

/** S7: the item was renamed; one click takes the nearest name that the report has now. */
export function RepairItem({ subscription }: { readonly subscription: Subscription }) {
  const { reportId, itemName } = subscription;
  const { data: report } = useReport(reportId);
  const { mutate, isPending, error } = useChangeSubscription();
  const names = report?.items.filter(({ pinnable, drawable }) => pinnable && drawable) ?? [];
  const nearest = nearestName(
    itemName,
    names.map(({ name }) => name),
  );
  return (
    <>
      <MessageBar intent="warning">
        <MessageBarBody>
          {nearest === undefined
            ? text.advice.itemLost(itemName)
            : text.advice.itemRenamed(itemName, nearest)}
        </MessageBarBody>
        {nearest !== undefined && (
          <MessageBarActions>
            <Button
              disabledFocusable={isPending}
              onClick={() => mutate({ subscription, change: { itemName: nearest } })}
            >
              {text.advice.repair(nearest)}
            </Button>
          </MessageBarActions>
        )}
      </MessageBar>
      {error && <ProblemMessage error={error} />}
    </>
  );
}
