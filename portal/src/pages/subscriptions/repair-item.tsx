import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useRepair, useRepairItem } from '../../api/subscriptions.ts';
import type { Subscription } from '../../api/types.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';

/** S7: the item was renamed; one click takes the nearest name that the report has now, and refreshes the tile. */
export function RepairItem({ subscription: { id, itemName } }: { readonly subscription: Subscription }) {
  const { data: repair, error, refetch } = useRepair(id);
  const { mutate, isPending, error: refusal } = useRepairItem(id);
  if (error) return <ProblemMessage error={error} onRetry={refetch} />;
  if (!repair) return null;
  const nearest = repair.missing ? repair.proposals[0]?.name : undefined;
  return (
    <>
      <MessageBar intent="warning">
        <MessageBarBody>{sentence(itemName, { isMissing: repair.missing, nearest })}</MessageBarBody>
        {nearest !== undefined && (
          <MessageBarActions>
            <Button disabledFocusable={isPending} onClick={() => mutate(nearest)}>
              {text.advice.repair(nearest)}
            </Button>
          </MessageBarActions>
        )}
      </MessageBar>
      {refusal && <ProblemMessage error={refusal} />}
    </>
  );
}

function sentence(
  itemName: string,
  found: { readonly isMissing: boolean; readonly nearest: string | undefined },
): string {
  const { isMissing, nearest } = found;
  if (!isMissing) return text.advice.itemBack(itemName);
  return nearest === undefined ? text.advice.itemLost(itemName) : text.advice.itemRenamed(itemName, nearest);
}
