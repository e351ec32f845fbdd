import { makeStyles, SearchBox } from '@fluentui/react-components';
import { text } from '../../text/text.ts';
import { PHONE } from '../../theme/breakpoints.ts';

const useStyles = makeStyles({
  search: { width: '280px', maxWidth: '100%', [PHONE]: { width: '100%' } },
});

export function CatalogSearch(props: { readonly words: string; readonly onWords: (words: string) => void }) {
  const { words, onWords } = props;
  const styles = useStyles();
  return (
    <SearchBox
      className={styles.search}
      placeholder={text.browse.search}
      aria-label={text.browse.search}
      maxLength={200}
      value={words}
      onChange={(_, { value }) => onWords(value)}
    />
  );
}
