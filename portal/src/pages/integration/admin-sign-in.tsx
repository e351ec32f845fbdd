import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import type { RegistrationChange } from '../../api/registration.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { OutsideButton } from '../../parts/link-button.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { INTEGRATION_PATH } from './integration-path.ts';
import { useAdminSignIn } from './use-admin-sign-in.ts';

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: tokens.spacingVerticalM },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    letterSpacing: '0.1em',
  },
  problem: { alignSelf: 'stretch' },
});

/** R7: an administrator of Entra enters a code, on this device or another, and the change is made in their name. */
export function AdminSignIn({ change }: { readonly change: RegistrationChange }) {
  const styles = useStyles();
  const { begin, isBeginning, awaited, error } = useAdminSignIn(change);
  const words = text.integration.adminSignIn;
  return (
    <div className={styles.panel}>
      <div>{words.explain}</div>
      {error && (
        <div className={styles.problem}>
          <ProblemMessage error={error} returnTo={INTEGRATION_PATH} />
        </div>
      )}
      {awaited ? (
        <>
          <div className={styles.line}>
            <span className={styles.code}>{awaited.userCode}</span>
            <CopyButton value={awaited.userCode} label={words.copyCode} />
            <OutsideButton appearance="primary" href={awaited.verificationUrl}>
              {words.enterCode}
            </OutsideButton>
          </div>
          <div role="status">
            <Spinner size="tiny" label={words.waiting} />
          </div>
        </>
      ) : (
        <Button disabledFocusable={isBeginning} onClick={begin}>
          {error ? words.beginAgain : words.begin}
        </Button>
      )}
    </div>
  );
}
