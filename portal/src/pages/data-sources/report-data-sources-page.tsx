import { DatabaseRegular } from '@fluentui/react-icons';
import { useParams } from 'react-router';
import { useReportDataSources } from '../../api/data-sources.ts';
import { useReport } from '../../api/reports.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { RouterLink } from '../../parts/router-link.tsx';
import { text } from '../../text/text.ts';
import { DataSourceSection } from './data-source-section.tsx';

/** Every data source of a report, for publishers: where it leads and how it is signed in to. */
export function ReportDataSourcesPage() {
  const { reportId = '' } = useParams();
  const { data: report } = useReport(reportId);
  const { data, error, isPending, refetch } = useReportDataSources(reportId);
  return (
    <Page
      title={text.dataSources.title}
      above={report && <RouterLink to={`/reports/${reportId}`}>{report.title}</RouterLink>}
      lead={text.dataSources.lead}
    >
      {isPending && <Loading />}
      {error && <ProblemMessage error={error} onRetry={refetch} />}
      {data?.value.length === 0 && (
        <EmptyState icon={<DatabaseRegular />} title={text.dataSources.title} body={text.dataSources.empty} />
      )}
      {data?.value.map((source) => (
        <DataSourceSection key={source.id} source={source} />
      ))}
    </Page>
  );
}
