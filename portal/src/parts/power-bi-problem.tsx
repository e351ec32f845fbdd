import { powerBiSignInAddress } from '../api/me.ts';
import { toProblem } from '../api/problem.ts';
import { text } from '../text/text.ts';
import { AddressButton } from './link-button.tsx';
import { ProblemMessage } from './problem-message.tsx';

/** A problem of something done at Power BI: where a sign-in heals it, the way there and back. */
export function PowerBiProblem(props: {
  readonly error: unknown;
  readonly returnTo: string;
  readonly onRetry?: () => void;
}) {
  const { error, returnTo, onRetry } = props;
  if (toProblem(error).code !== 'SIGN_IN_REQUIRED')
    return <ProblemMessage error={error} {...(onRetry && { onRetry })} />;
  return (
    <ProblemMessage error={error}>
      <AddressButton href={powerBiSignInAddress(returnTo)}>{text.powerBiSignIn.button}</AddressButton>
    </ProblemMessage>
  );
}
