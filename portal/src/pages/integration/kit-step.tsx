import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, CircleRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  step: { display: 'flex', gap: tokens.spacingHorizontalM },
  icon: { fontSize: '20px', lineHeight: '20px', color: tokens.colorNeutralForeground3 },
  done: { color: tokens.colorPaletteGreenForeground1 },
  content: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    minWidth: 0,
    flexGrow: 1,
  },
  title: { fontWeight: tokens.fontWeightSemibold },
});

export function KitStep(props: {
  readonly title: string;
  readonly isDone: boolean;
  readonly children: ReactNode;
}) {
  const { title, isDone, children } = props;
  const styles = useStyles();
  return (
    <li className={styles.step}>
      <span className={mergeClasses(styles.icon, isDone && styles.done)} aria-hidden>
        {isDone ? <CheckmarkCircleFilled /> : <CircleRegular />}
      </span>
      <div className={styles.content}>
        <div className={styles.title}>{title}</div>
        {children}
      </div>
    </li>
  );
}
