import { makeStyles, tokens } from '@fluentui/react-components';
import { LightbulbRegular } from '@fluentui/react-icons';
import { useMe } from '../../api/me.ts';
import type { Run, Subscription } from '../../api/types.ts';
import { RouterLink } from '../../parts/router-link.tsx';
import { adviceFor } from './advice-for.ts';

const useStyles = makeStyles({
  remedy: { display: 'flex', gap: tokens.spacingHorizontalS, overflowWrap: 'anywhere' },
  icon: {
    flexShrink: 0,
    fontSize: '18px',
    lineHeight: '20px',
    color: tokens.colorPaletteMarigoldForeground3,
  },
});

/** What to do about a run that failed, where the reason does not say it itself. */
export function RunRemedy({ run, subscription }: { readonly run: Run; readonly subscription: Subscription }) {
  const styles = useStyles();
  const { data: me } = useMe();
  if (run.code === undefined || run.state === 'succeeded') return null;
  const known = adviceFor(run.code, subscription, { isPublisher: me?.user?.publisher ?? false });
  const sentence = known?.sentence ?? run.advice;
  if (sentence === undefined || (run.text ?? '').includes(sentence)) return null;
  return (
    <div className={styles.remedy}>
      <span className={styles.icon} aria-hidden>
        <LightbulbRegular />
      </span>
      <div>
        {sentence} {known?.to !== undefined && <RouterLink to={known.to}>{known.label}</RouterLink>}
      </div>
    </div>
  );
}
