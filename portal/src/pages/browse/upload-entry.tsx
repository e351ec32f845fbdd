import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, ErrorCircleFilled } from '@fluentui/react-icons';
import { text } from '../../text/text.ts';
import { UploadedReport } from './uploaded-report.tsx';
import type { Upload } from './use-uploads.ts';

const useStyles = makeStyles({
  entry: { display: 'flex', gap: tokens.spacingHorizontalM },
  icon: { fontSize: '20px', lineHeight: '20px', width: '20px', flexShrink: 0 },
  done: { color: tokens.colorPaletteGreenForeground1 },
  refused: { color: tokens.colorPaletteRedForeground1 },
  body: { minWidth: 0, overflowWrap: 'anywhere' },
  name: { fontWeight: tokens.fontWeightSemibold },
  code: { color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
});

export function UploadEntry({ upload: { path, state, problem, item } }: { readonly upload: Upload }) {
  const styles = useStyles();
  const icons = {
    uploading: <Spinner size="tiny" />,
    uploaded: <CheckmarkCircleFilled className={styles.done} />,
    refused: <ErrorCircleFilled className={styles.refused} />,
  };
  return (
    <li className={styles.entry}>
      <span className={styles.icon} aria-hidden>
        {icons[state]}
      </span>
      <div className={styles.body}>
        <span className={styles.name}>{path}</span> {text.browse[state]}
        {item?.notes?.map((note) => (
          <div key={note}>{note}</div>
        ))}
        {item?.kind === 'report' && <UploadedReport reportId={item.id} />}
        {problem && (
          <div>
            {problem.message} <span className={styles.code}>{text.problems.code(problem.code)}</span>
          </div>
        )}
      </div>
    </li>
  );
}
