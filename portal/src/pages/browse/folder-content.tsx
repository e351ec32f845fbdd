import { FolderRegular } from '@fluentui/react-icons';
import { Problem } from '../../api/problem.ts';
import type { CatalogItem } from '../../api/types.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { ItemTable } from './item-table.tsx';

/** What a folder holds, or why nothing is shown. */
export function FolderContent(props: {
  readonly folder: string;
  readonly items: readonly CatalogItem[] | undefined;
  readonly error: Error | null;
  /** The folder was named a moment ago and is made by its first file. */
  readonly isNew: boolean;
  readonly isPublisher: boolean;
  readonly onRetry: () => void;
}) {
  const { folder, items, error, isNew, isPublisher, onRetry } = props;
  const isMissing = error instanceof Problem && error.code === 'NOT_FOUND';
  if (isMissing && isNew)
    return <EmptyState icon={<FolderRegular />} title={text.browse.newTitle} body={text.browse.newHint} />;
  if (isMissing)
    return (
      <EmptyState icon={<FolderRegular />} title={text.browse.missingTitle} body={error.message}>
        <LinkButton to="/">{text.problems.toReports}</LinkButton>
      </EmptyState>
    );
  if (error || !items) return <ProblemMessage error={error} onRetry={onRetry} />;
  if (items.length > 0) return <ItemTable folder={folder} items={items} canDelete={isPublisher} />;
  const body = isPublisher ? text.browse.emptyPublisher : text.browse.empty;
  return <EmptyState icon={<FolderRegular />} title={text.browse.emptyTitle} body={body} />;
}
