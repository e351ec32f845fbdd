import { makeStyles, tokens } from '@fluentui/react-components';
import { text } from '../../text/text.ts';

const useStyles = makeStyles({
  veil: {
    position: 'fixed',
    inset: `60px ${tokens.spacingHorizontalM} ${tokens.spacingHorizontalM}`,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    fontSize: tokens.fontSizeBase500,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    opacity: 0.94,
    border: `2px dashed ${tokens.colorCompoundBrandStroke}`,
    borderRadius: tokens.borderRadiusXLarge,
    pointerEvents: 'none',
    zIndex: 5,
  },
});

/** Covers the page while files are held over it. */
export function DropVeil() {
  const styles = useStyles();
  return <div className={styles.veil}>{text.browse.drop}</div>;
}
