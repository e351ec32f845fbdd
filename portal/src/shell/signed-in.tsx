import { Outlet } from 'react-router';
import { useMe } from '../api/me.ts';
import { LandingPage } from '../pages/landing/landing-page.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { text } from '../text/text.ts';

/** Lets people who are signed in through; everybody else sees how to sign in, and comes back to the same address. */
export function SignedIn() {
  const { data: me, error, refetch } = useMe();
  if (me?.signedIn) return <Outlet />;
  if (me) return <LandingPage canSignIn={me.canSignIn} />;
  if (!error) return <Loading />;
  return (
    <Page title={text.product}>
      <ProblemMessage error={error} onRetry={refetch} />
    </Page>
  );
}
