import { FolderRegular } from '@fluentui/react-icons';
import type { Place } from '../../api/catalog.ts';
import { Problem } from '../../api/problem.ts';
import type { CatalogItem, List } from '../../api/types.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { ItemTable } from './item-table.tsx';

/** What a folder holds, or why nothing is shown. */
export function FolderContent(props: {
  readonly place: Place;
  readonly content: {
    readonly data: List<CatalogItem> | undefined;
    readonly error: Error | null;
    readonly isPending: boolean;
    readonly refetch: () => void;
  };
  /** The folder was named a moment ago and is made by its first file. */
  readonly isNew: boolean;
  readonly isPublisher: boolean;
}) {
  const { place, content, isNew, isPublisher } = props;
  const { data, error, isPending, refetch } = content;
  const isMissing = error instanceof Problem && error.code === 'NOT_FOUND';
  if (isPending) return <Loading />;
  if (isMissing && isNew)
    return <EmptyState icon={<FolderRegular />} title={text.browse.newTitle} body={text.browse.newHint} />;
  if (isMissing)
    return (
      <EmptyState icon={<FolderRegular />} title={text.browse.missingTitle} body={error.message}>
        <LinkButton to="/">{text.problems.toReports}</LinkButton>
      </EmptyState>
    );
  if (error || !data) return <ProblemMessage error={error} onRetry={refetch} />;
  const { source, folder } = place;
  const label = text.browse.contents(folder);
  if (data.value.length > 0)
    return <ItemTable label={label} source={source} items={data.value} canDelete={isPublisher} />;
  const body = isPublisher ? text.browse.emptyPublisher : text.browse.empty;
  return <EmptyState icon={<FolderRegular />} title={text.browse.emptyTitle} body={body} />;
}
