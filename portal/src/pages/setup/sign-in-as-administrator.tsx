import { signInAddress } from '../../api/me.ts';
import { AddressButton } from '../../parts/link-button.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';

/** The last step of the set-up: whoever signs in first from here administers the installation. */
export function SignInAsAdministrator() {
  return (
    <Section title={text.setup.administratorTitle}>
      <div>{text.setup.administrator}</div>
      <div>
        <AddressButton appearance="primary" href={signInAddress('/manage/integration')}>
          {text.setup.signIn}
        </AddressButton>
      </div>
    </Section>
  );
}
