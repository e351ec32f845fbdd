import { useParams } from 'react-router';
import { useReport } from '../../api/reports.ts';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { ReportView } from './report-view.tsx';

/** A report; its address holds the parameters (`p.Region=East`), so a tile's link leads to what the tile shows (T4). */
export function ReportPage() {
  const { reportId = '' } = useParams();
  const { data: report, error, isPending, refetch } = useReport(reportId);
  if (report) return <ReportView key={report.id} report={report} />;
  if (isPending) return <Loading />;
  return (
    <Page title={text.shell.reports}>
      <ProblemMessage error={error} onRetry={refetch} />
    </Page>
  );
}
