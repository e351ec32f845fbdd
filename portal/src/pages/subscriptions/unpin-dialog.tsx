import { useDeleteSubscription } from '../../api/subscriptions.ts';
import type { Subscription } from '../../api/types.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { text } from '../../text/text.ts';

/** Ends a subscription; the tile itself is the person's to remove. */
export function UnpinDialog(props: { readonly subscription: Subscription; readonly onClose: () => void }) {
  const { subscription, onClose } = props;
  const { mutate, isPending, error } = useDeleteSubscription();
  return (
    <ConfirmDialog
      title={text.subscriptions.deleteTitle(subscription.itemName)}
      consequences={text.subscriptions.deleteConsequences}
      action={text.subscriptions.delete}
      isPending={isPending}
      error={error}
      onConfirm={() => mutate(subscription.id, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
