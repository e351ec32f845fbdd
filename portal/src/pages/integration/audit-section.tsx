import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useAudit } from '../../api/audit.ts';
import type { AuditEntry } from '../../api/types.ts';
import { Loading } from '../../parts/loading.tsx';
import { Moment } from '../../parts/moment.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  entry: {
    padding: `${tokens.spacingVerticalS} 0`,
    overflowWrap: 'anywhere',
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** What administrators and programs did lately that concerns everybody. */
export function AuditSection() {
  const styles = useStyles();
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useAudit();
  const entries = data?.pages.flatMap(({ value }) => value);
  return (
    <Section title={text.audit.title}>
      {isPending && <Loading />}
      {error && <ProblemMessage error={error} onRetry={refetch} />}
      {entries?.length === 0 && !hasNextPage && <div className={styles.quiet}>{text.audit.none}</div>}
      {entries && entries.length > 0 && (
        <ol className={styles.list} aria-label={text.audit.title}>
          {entries.map((entry) => (
            <li key={entry.id} className={styles.entry}>
              <div>{text.audit.actions[entry.action] ?? entry.action}</div>
              <div className={styles.quiet}>
                <Moment instant={entry.at} /> · {whoDid(entry)} · {entry.subject}
                {entry.detail !== undefined && ` · ${entry.detail}`}
              </div>
            </li>
          ))}
        </ol>
      )}
      {hasNextPage && (
        <div>
          <Button disabledFocusable={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {text.audit.more}
          </Button>
        </div>
      )}
    </Section>
  );
}

function whoDid({ by: { kind, name, upn, oid = '' } }: AuditEntry): string {
  if (kind !== 'account') return text.audit.by[kind];
  return name ?? upn ?? text.audit.by.account(oid);
}
