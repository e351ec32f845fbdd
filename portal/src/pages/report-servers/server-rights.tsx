import { makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, QuestionCircleRegular, WarningFilled } from '@fluentui/react-icons';
import type { ConnectedReportServer } from '../../api/types.ts';
import { PlainList } from '../../parts/plain-list.tsx';
import { text } from '../../text/text.ts';

const useStyles = makeStyles({
  entry: { display: 'flex', gap: tokens.spacingHorizontalS },
  icon: { display: 'flex', fontSize: '20px', flexShrink: 0, color: tokens.colorNeutralForeground3 },
  granted: { color: tokens.colorPaletteGreenForeground1 },
  missing: { color: tokens.colorPaletteDarkOrangeForeground1 },
  body: { minWidth: 0, overflowWrap: 'anywhere' },
});

/** Each right of the account on the server; of a missing one which role gives it, and what does not work without. */
export function ServerRights({ rights }: Pick<ConnectedReportServer, 'rights'>) {
  const styles = useStyles();
  const icons = {
    granted: <CheckmarkCircleFilled className={styles.granted} />,
    missing: <WarningFilled className={styles.missing} />,
    unknown: <QuestionCircleRegular />,
  };
  return (
    <PlainList gap="S" label={text.servers.rights}>
      {rights.map(({ right, state, role, without }) => (
        <li key={right} className={styles.entry}>
          <span className={styles.icon} aria-hidden>
            {icons[state]}
          </span>
          <div className={styles.body}>
            {text.servers.rightIs(text.servers.rightNames[right] ?? right, text.servers.rightStates[state])}
            {state !== 'granted' && <div>{text.servers.missingRight(role, without)}</div>}
          </div>
        </li>
      ))}
    </PlainList>
  );
}
