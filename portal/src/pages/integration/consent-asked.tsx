import { MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { AddressButton } from '../../parts/link-button.tsx';
import { text } from '../../text/text.ts';

/** The directory did not take our word: an administrator consents in the browser. */
export function ConsentAsked({ address }: { readonly address: string }) {
  return (
    <MessageBar intent="warning">
      <MessageBarBody>
        <MessageBarTitle>{text.integration.consentTitle}</MessageBarTitle>
        {text.integration.consent}
      </MessageBarBody>
      <MessageBarActions>
        <AddressButton href={address}>{text.integration.consentLink}</AddressButton>
      </MessageBarActions>
    </MessageBar>
  );
}
