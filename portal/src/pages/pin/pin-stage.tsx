import { useMe } from '../../api/me.ts';
import { useWorkspaces } from '../../api/power-bi.ts';
import { Problem } from '../../api/problem.ts';
import type { Report } from '../../api/types.ts';
import { pinAddress } from '../report/report-address.ts';
import { inNameOf } from './pin-draft.ts';
import { PinFailed } from './pin-failed.tsx';
import { PinForm } from './pin-form.tsx';
import { PinProgress } from './pin-progress.tsx';
import { PinSuccessful } from './pin-successful.tsx';
import { SignInToPin } from './sign-in-to-pin.tsx';
import { hasFailed, isOver, type Pinning } from './use-pinning.ts';

/** What the pin dialog holds beside the preview, from the choices to the end. */
export function PinStage(props: {
  readonly report: Report;
  readonly itemNames: readonly string[];
  readonly query: string;
  readonly pinning: Pinning;
  readonly onClose: () => void;
}) {
  const { report, itemNames, query, pinning, onClose } = props;
  const { data: me } = useMe();
  const { outcomes, problem, pollError, draft } = pinning;
  const isPicture = draft.mode === 'picture';
  const isService = draft.as === 'service';
  const mayActAsService = me?.user?.mayActAsService ?? false;
  const signIn = me?.powerBi?.state ?? 'none';
  const { error } = useWorkspaces('me', { enabled: signIn === 'valid' && !isPicture && !isService });
  const needsSignIn = signIn !== 'valid' || isSignInRequired(error) || isSignInRequired(problem);
  if (outcomes.some((outcome) => !isOver(outcome)))
    return <PinProgress outcomes={outcomes} error={pollError} onClose={onClose} />;
  if (outcomes.some(hasFailed))
    return <PinFailed outcomes={outcomes} onAgain={pinning.startAgain} onClose={onClose} />;
  if (outcomes.length > 0) return <PinSuccessful as={draft.as} outcomes={outcomes} onClose={onClose} />;
  const returnTo = pinAddress(report.id, itemNames, query);
  // A picture is put on the dashboard by hand, and the installation has its own sign-in: nobody signs in for these here.
  if (needsSignIn && !isPicture && !isService)
    return (
      <SignInToPin
        isFirst={signIn === 'none'}
        returnTo={returnTo}
        onPicture={() => pinning.change({ mode: 'picture' })}
        onService={mayActAsService ? () => pinning.change(inNameOf('service', draft)) : undefined}
        onClose={onClose}
      />
    );
  return (
    <PinForm
      report={report}
      pinning={pinning}
      returnTo={returnTo}
      mayActAsService={mayActAsService}
      onCancel={onClose}
    />
  );
}

function isSignInRequired(error: Error | null | undefined): boolean {
  return error instanceof Problem && error.code === 'SIGN_IN_REQUIRED';
}
