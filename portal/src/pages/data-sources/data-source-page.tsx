import { useParams } from 'react-router';
import { useDataSource } from '../../api/data-sources.ts';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { namesOf } from '../browse/folder-address.ts';
import { FolderPath } from '../browse/folder-path.tsx';
import { DataSourceSection } from './data-source-section.tsx';

/** A shared data source of the catalog. */
export function DataSourcePage() {
  const { dataSourceId = '' } = useParams();
  const { data: source, error, isPending, refetch } = useDataSource(dataSourceId);
  if (isPending) return <Loading />;
  return (
    <Page
      title={source?.name ?? text.dataSources.title}
      above={source && <FolderPath names={namesOf(source.path)} isOpen={false} />}
      lead={text.dataSources.lead}
    >
      {error && <ProblemMessage error={error} onRetry={refetch} />}
      {source && <DataSourceSection source={source} />}
    </Page>
  );
}
