import { makeStyles, tokens } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { useSearch } from '../../api/catalog.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { useSettled } from '../../parts/use-settled.ts';
import { text } from '../../text/text.ts';
import { ItemTable } from './item-table.tsx';

const TYPING_MS = 250;

const useStyles = makeStyles({ count: { color: tokens.colorNeutralForeground2 } });

/** What is called so in any folder of the catalog, or of a report server. */
export function FoundItems(props: {
  readonly source: string | undefined;
  readonly words: string;
  readonly canDelete: boolean;
}) {
  const { source, words, canDelete } = props;
  const styles = useStyles();
  const searched = useSettled(words.trim(), TYPING_MS);
  const { data, error, isPending, refetch } = useSearch({ source, words: searched });
  if (error) return <ProblemMessage error={error} onRetry={refetch} />;
  if (isPending) return <Loading label={text.browse.searching} />;
  const { value } = data;
  if (value.length === 0)
    return (
      <EmptyState
        icon={<SearchRegular />}
        title={text.browse.noneFoundTitle}
        body={text.browse.noneFound(searched)}
      />
    );
  return (
    <>
      <div role="status" className={styles.count}>
        {text.browse.found(value.length)}
      </div>
      <ItemTable
        label={text.browse.foundFor(searched)}
        source={source}
        items={value}
        canDelete={canDelete}
        showsFolder
      />
    </>
  );
}
