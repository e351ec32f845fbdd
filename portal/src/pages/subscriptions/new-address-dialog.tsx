import { useRenewAddress } from '../../api/pins.ts';
import type { Subscription } from '../../api/types.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { text } from '../../text/text.ts';

/** The address of a picture shows it to whoever has it: another one shuts out those who should not. */
export function NewAddressDialog(props: {
  readonly subscription: Subscription;
  readonly onClose: () => void;
}) {
  const { subscription, onClose } = props;
  const { mutate, isPending, error } = useRenewAddress(subscription.id);
  const isImage = subscription.mode === 'picture';
  return (
    <ConfirmDialog
      title={text.subscriptions.newAddressTitle(subscription.itemName)}
      consequences={
        isImage ? text.subscriptions.newAddressOfImage : text.subscriptions.newAddressConsequences
      }
      action={text.subscriptions.newAddress}
      isPending={isPending}
      error={error}
      onConfirm={() => mutate(crypto.randomUUID(), { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
