import { makeStyles, tokens } from '@fluentui/react-components';
import { Link } from 'react-router';
import { text } from '../text/text.ts';

const useStyles = makeStyles({
  brand: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXS}`,
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase400,
    textDecorationLine: 'none',
    whiteSpace: 'nowrap',
    borderRadius: tokens.borderRadiusMedium,
  },
});

export function Brand() {
  const styles = useStyles();
  return (
    <Link to="/" className={styles.brand}>
      <img src="/icon.svg" width={24} height={24} alt="" />
      {text.product}
    </Link>
  );
}
