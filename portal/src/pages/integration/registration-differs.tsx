import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { useMe } from '../../api/me.ts';
import { useChangeRegistration } from '../../api/registration.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';

/** The warning while portal and registration differ, with what puts it right (R16, R17). */
export function RegistrationDiffers({ count }: { readonly count: number }) {
  const { data: me } = useMe();
  const { mutate, isPending, error } = useChangeRegistration();
  return (
    <>
      <MessageBar intent="warning">
        <MessageBarBody>
          <MessageBarTitle>{text.integration.differsTitle}</MessageBarTitle>
          {text.integration.differs(count)}
        </MessageBarBody>
        {/* Updating needs an administrator's sign-in; the set-up page has none. */}
        {me?.user?.admin && (
          <MessageBarActions>
            <Button disabledFocusable={isPending} onClick={() => mutate('PATCH')}>
              {isPending ? text.integration.updating : text.integration.update}
            </Button>
          </MessageBarActions>
        )}
      </MessageBar>
      {error && <ProblemMessage error={error} returnTo="/manage/integration" />}
    </>
  );
}
