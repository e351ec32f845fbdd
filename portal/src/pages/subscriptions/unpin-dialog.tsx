import { useDeleteSubscription, useForgetUnpinned } from '../../api/subscriptions.ts';
import type { Subscription } from '../../api/types.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DoneDialog } from '../../parts/done-dialog.tsx';
import { text } from '../../text/text.ts';

/** Ends a subscription, and says what is left for the person to do on the dashboard. */
export function UnpinDialog(props: { readonly subscription: Subscription; readonly onClose: () => void }) {
  const { subscription, onClose } = props;
  const { mutate, isPending, error, data } = useDeleteSubscription();
  const forget = useForgetUnpinned();
  const { itemName, mode } = subscription;
  if (data)
    return (
      <DoneDialog
        title={text.subscriptions.unpinned(itemName)}
        body={data.text}
        onClose={() => {
          onClose();
          forget();
        }}
      />
    );
  return (
    <ConfirmDialog
      title={text.subscriptions.deleteTitle(itemName)}
      consequences={text.subscriptions.deleteConsequences[mode]}
      action={text.subscriptions.delete}
      isPending={isPending}
      error={error}
      onConfirm={() => mutate(subscription.id)}
      onClose={onClose}
    />
  );
}
