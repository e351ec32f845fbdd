import { useSearchParams } from 'react-router';

const WORDS = 'q';

/** What is being searched for, as the address holds it: a search can be linked to, and is there again on the way back. */
export function useWords(): readonly [string, (words: string) => void] {
  const [query, setQuery] = useSearchParams();
  const setWords = (words: string) =>
    setQuery(words.trim() === '' ? {} : { [WORDS]: words }, { replace: true, preventScrollReset: true });
  return [query.get(WORDS) ?? '', setWords];
}
