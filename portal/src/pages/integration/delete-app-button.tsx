import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { Problem } from '../../api/problem.ts';
import { useChangeRegistration } from '../../api/registration.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { text } from '../../text/text.ts';
import { AdminSignIn } from './admin-sign-in.tsx';
import { INTEGRATION_PATH } from './integration-path.ts';

/** After unregistering, a step of its own: the app itself goes, and with it everybody's sign-in to the portal. */
export function DeleteAppButton({ appId }: { readonly appId: string }) {
  const [isAsking, setAsking] = useState(false);
  const { mutate, isPending, error, reset } = useChangeRegistration();
  const change = { kind: 'delete-app', appId } as const;
  const words = text.integration.deleteApp;
  const close = () => {
    setAsking(false);
    reset();
  };
  if (error instanceof Problem && error.code === 'ADMIN_SIGN_IN_REQUIRED')
    return <AdminSignIn change={change} />;
  return (
    <>
      <div>
        <Button onClick={() => setAsking(true)}>{words.button}</Button>
      </div>
      {isAsking && (
        <ConfirmDialog
          title={words.title}
          consequences={[...words.consequences, words.which(appId)]}
          action={words.action}
          isPending={isPending}
          error={error}
          returnTo={INTEGRATION_PATH}
          onConfirm={() => mutate(change, { onSuccess: close })}
          onClose={close}
        />
      )}
    </>
  );
}
