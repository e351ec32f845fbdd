import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { Problem } from '../../api/problem.ts';
import { useChangeRegistration } from '../../api/registration.ts';
import type { Registration } from '../../api/types.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { AdminSignIn } from './admin-sign-in.tsx';
import { INTEGRATION_PATH } from './integration-path.ts';

/** The warning while portal and registration differ, with what puts it right (R16, R17). */
export function RegistrationDiffers({ registration }: { readonly registration: Registration }) {
  const { missingRedirectUrls, obsoleteRedirectUrls } = registration;
  const { mutate, isPending, error } = useChangeRegistration();
  if (error instanceof Problem && error.code === 'ADMIN_SIGN_IN_REQUIRED')
    return <AdminSignIn change={{ kind: 'update' }} />;
  return (
    <>
      <MessageBar intent="warning">
        <MessageBarBody>
          <MessageBarTitle>{text.integration.differsTitle}</MessageBarTitle>
          {missingRedirectUrls.length > 0
            ? text.integration.missing(missingRedirectUrls.length)
            : text.integration.obsolete(obsoleteRedirectUrls.length)}
        </MessageBarBody>
        <MessageBarActions>
          <Button disabledFocusable={isPending} onClick={() => mutate({ kind: 'update' })}>
            {isPending ? text.integration.updating : text.integration.update}
          </Button>
        </MessageBarActions>
      </MessageBar>
      {error && <ProblemMessage error={error} returnTo={INTEGRATION_PATH} />}
    </>
  );
}
