import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { SetupContent } from './setup-content.tsx';
import { useSetupLink } from './use-setup-link.ts';

/** Where the set-up link leads: before anybody can sign in, the installation is registered from here. */
export function SetupPage() {
  const link = useSetupLink();
  return (
    <Page title={text.setup.title}>
      {link.isOpening && <Loading label={text.setup.opening} />}
      {link.error && <ProblemMessage error={link.error} title={text.setup.keyRefused} />}
      {!link.isOpening && <SetupContent />}
    </Page>
  );
}
