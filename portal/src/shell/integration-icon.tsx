import { makeStyles, tokens } from '@fluentui/react-components';
import { PlugConnectedRegular, WarningFilled } from '@fluentui/react-icons';
import { text } from '../text/text.ts';

const useStyles = makeStyles({ warning: { color: tokens.colorPaletteDarkOrangeForeground1 } });

/** A warning mark while the registration and the portal's addresses differ (R17). */
export function IntegrationIcon({ differs }: { readonly differs: boolean }) {
  const styles = useStyles();
  if (!differs) return <PlugConnectedRegular />;
  return <WarningFilled className={styles.warning} title={text.shell.integrationDiffers} />;
}
