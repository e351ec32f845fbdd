import { Button } from '@fluentui/react-components';
import { useVerifyTemplateKit } from '../../api/template-kit.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { INTEGRATION_PATH } from './integration-path.ts';

/** Looks for the visual that was pinned by hand. */
export function VerifyKit() {
  const { mutate, isPending, error } = useVerifyTemplateKit();
  return (
    <>
      {error && <ProblemMessage error={error} returnTo={INTEGRATION_PATH} />}
      <div>
        <Button disabledFocusable={isPending} onClick={() => mutate()}>
          {isPending ? text.kit.verifying : text.kit.verify}
        </Button>
      </div>
    </>
  );
}
