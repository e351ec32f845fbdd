import { makeStyles, tokens } from '@fluentui/react-components';
import type { Report } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import { RefusedItems } from './refused-items.tsx';
import { ReportSheet } from './report-sheet.tsx';
import type { Selecting } from './use-selection.ts';

const useStyles = makeStyles({
  pages: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  note: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** The pages of a report as sheets of paper. In select mode its items are there to be chosen from. */
export function ReportPages(props: {
  readonly report: Report;
  readonly query: string;
  readonly selecting: Selecting | undefined;
}) {
  const { report, query, selecting } = props;
  const styles = useStyles();
  const count = report.pages.length;
  return (
    <div className={styles.pages}>
      {report.pages.map((page, index) => (
        <section
          // A page has no name; pages of one report never change their order.
          key={`${report.id} ${index.toString()}`}
          aria-label={text.report.pageOf(index + 1, count)}
        >
          <ReportSheet report={report} page={page} query={query} selecting={selecting} />
        </section>
      ))}
      {selecting ? (
        <RefusedItems report={report} />
      ) : (
        <div className={styles.note}>{text.report.outlined}</div>
      )}
    </div>
  );
}
