import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { text } from '../text/text.ts';

const useStyles = makeStyles({
  loading: {
    padding: tokens.spacingVerticalXXL,
    // What comes at once needs no spinner: it shows after a moment only.
    animationName: { from: { opacity: 0 }, to: { opacity: 1 } },
    animationDuration: '200ms',
    animationDelay: '250ms',
    animationFillMode: 'both',
  },
});

export function Loading({ label = text.common.loading }: { readonly label?: string }) {
  const styles = useStyles();
  return (
    <div role="status" className={styles.loading}>
      <Spinner label={label} labelPosition="below" size="small" />
    </div>
  );
}
