import { QueryCache, QueryClient } from '@tanstack/react-query';
import { keys } from './keys.ts';
import { isPassing, toProblem } from './problem.ts';

const MOST_RETRIES = 2;

/** Reads are repeated where that can help; a refusal (4xx) stands. Writes are repeated by people only. */
export function createQueryClient(): QueryClient {
  const queries = new QueryClient({
    queryCache: new QueryCache({
      // A session that has ended shows in the next call, whichever it is.
      onError: (error) => {
        if (toProblem(error).status === 401) void queries.invalidateQueries({ queryKey: keys.me });
      },
    }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < MOST_RETRIES && isPassing(toProblem(error)),
        retryDelay: (attempt) => 500 * 2 ** attempt,
        staleTime: 5_000,
      },
      mutations: { retry: false },
    },
  });
  return queries;
}
