import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useChangeRegistration } from '../../api/registration.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { text } from '../../text/text.ts';
import { INTEGRATION_PATH } from './integration-path.ts';

/** R18, behind a question that spells out R19 to R21. */
export function UnregisterButton() {
  const [isAsking, setAsking] = useState(false);
  const { mutate, isPending, error, reset } = useChangeRegistration();
  const close = () => {
    setAsking(false);
    reset();
  };
  return (
    <>
      <div>
        <Button onClick={() => setAsking(true)}>{text.integration.unregister}</Button>
      </div>
      {isAsking && (
        <ConfirmDialog
          title={text.integration.unregisterTitle}
          consequences={text.integration.unregisterConsequences}
          action={text.integration.unregister}
          refuse={text.integration.keepRegistered}
          isPending={isPending}
          error={error}
          returnTo={INTEGRATION_PATH}
          onConfirm={() => mutate({ kind: 'unregister' }, { onSuccess: close })}
          onClose={close}
        />
      )}
    </>
  );
}
