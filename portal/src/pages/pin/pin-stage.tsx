import { useMe } from '../../api/me.ts';
import { useWorkspaces } from '../../api/power-bi.ts';
import { Problem } from '../../api/problem.ts';
import type { Report, VisualItem } from '../../api/types.ts';
import { PinFailed } from './pin-failed.tsx';
import { PinForm } from './pin-form.tsx';
import { PinProgress } from './pin-progress.tsx';
import { PinSuccessful } from './pin-successful.tsx';
import { SignInToPin } from './sign-in-to-pin.tsx';
import type { Pinning } from './use-pinning.ts';

/** What the pin dialog holds beside the preview, from the choices to the end. */
export function PinStage(props: {
  readonly report: Report;
  readonly item: VisualItem;
  readonly query: string;
  readonly pinning: Pinning;
  readonly onClose: () => void;
}) {
  const { report, item, query, pinning, onClose } = props;
  const { data: me } = useMe();
  const { pin, problem } = pinning;
  const signIn = me?.powerBi?.state ?? 'none';
  const { error } = useWorkspaces({ enabled: signIn === 'valid' });
  const needsSignIn = signIn !== 'valid' || isSignInRequired(error) || isSignInRequired(problem);
  if (pin?.state === 'pinned') return <PinSuccessful pin={pin} onClose={onClose} />;
  if (pin?.state === 'failed') return <PinFailed pin={pin} onAgain={pinning.startAgain} onClose={onClose} />;
  if (pin) return <PinProgress pin={pin} error={pinning.pollError} onClose={onClose} />;
  const returnTo = addressOfDialog(report.id, item.name, query);
  if (needsSignIn) return <SignInToPin isFirst={signIn === 'none'} returnTo={returnTo} onClose={onClose} />;
  return <PinForm report={report} pinning={pinning} returnTo={returnTo} onCancel={onClose} />;
}

/** This very dialog as an address: a sign-in comes back to it (U3). */
function addressOfDialog(reportId: string, itemName: string, query: string): string {
  const parameters = query === '' ? '' : `&${query}`;
  return `/reports/${reportId}?pin=${encodeURIComponent(itemName)}${parameters}`;
}

function isSignInRequired(error: Error | null | undefined): boolean {
  return error instanceof Problem && error.code === 'SIGN_IN_REQUIRED';
}
