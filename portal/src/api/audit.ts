import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import { FIRST_PAGE, pageQuery } from './page.ts';

/** Who did what, newest first, a page at a time. */
export function useAudit() {
  return useInfiniteQuery({
    queryKey: keys.audit,
    queryFn: ({ pageParam, signal }) => call('audit-list', { query: pageQuery(pageParam), signal }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: ({ next }) => next,
  });
}
