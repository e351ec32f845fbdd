import { makeStyles, tokens } from '@fluentui/react-components';
import { powerBiSignInAddress } from '../api/me.ts';
import { text } from '../text/text.ts';
import { AddressButton } from './link-button.tsx';

const useStyles = makeStyles({
  signIn: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalM,
  },
});

/** Leads through the Power BI sign-in and back to `returnTo`, an address of the portal. */
export function PowerBiSignIn({
  returnTo,
  explanation,
}: {
  readonly returnTo: string;
  readonly explanation: string;
}) {
  const styles = useStyles();
  return (
    <div className={styles.signIn}>
      <div>{explanation}</div>
      <AddressButton appearance="primary" href={powerBiSignInAddress(returnTo)}>
        {text.powerBiSignIn.button}
      </AddressButton>
    </div>
  );
}
