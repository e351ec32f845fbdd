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
    minWidth: 0,
    borderRadius: tokens.borderRadiusMedium,
  },
  icon: { flexShrink: 0 },
  name: { whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' },
});

export function Brand() {
  const styles = useStyles();
  return (
    <Link to="/" className={styles.brand}>
      <img src="/icon.svg" width={24} height={24} alt="" className={styles.icon} />
      <span className={styles.name}>{text.product}</span>
    </Link>
  );
}
