import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useSearchParams } from 'react-router';
import { signInAddress } from '../../api/me.ts';
import { AddressButton } from '../../parts/link-button.tsx';
import { Page } from '../../parts/page.tsx';
import { text } from '../../text/text.ts';

/** Where a sign-in that was declined or refused ends: `?code=SIGN_IN_REFUSED`. */
export function SignInFailedPage() {
  const [query] = useSearchParams();
  const code = query.get('code') ?? '';
  return (
    <Page title={text.signInFailed.title}>
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          {text.signInFailed.reasons[code] ?? text.signInFailed.other}
          {code !== '' && ` ${text.problems.code(code)}`}
        </MessageBarBody>
      </MessageBar>
      <div>
        <AddressButton appearance="primary" href={signInAddress('/')}>
          {text.signInFailed.again}
        </AddressButton>
      </div>
    </Page>
  );
}
