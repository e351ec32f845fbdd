import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useSignOutOfPowerBi } from '../../api/me.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { text } from '../../text/text.ts';

/** Signs out of Power BI, after saying what that means for the tiles. */
export function SignOutButton() {
  const [isAsking, setAsking] = useState(false);
  const { mutate, isPending, error, reset } = useSignOutOfPowerBi();
  const close = () => {
    setAsking(false);
    reset();
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>{text.settings.signOut}</Button>
      {isAsking && (
        <ConfirmDialog
          title={text.settings.signOutTitle}
          consequences={text.settings.signOutConsequences}
          action={text.settings.signOut}
          isPending={isPending}
          error={error}
          onConfirm={() => mutate(undefined, { onSuccess: close })}
          onClose={close}
        />
      )}
    </>
  );
}
