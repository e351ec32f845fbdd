import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';

/** Rows are posted to a push model through it, no faster than the service takes them. */
export interface PushPace {
  /** @throws DomainError POWER_BI_THROTTLED before the service would, with the seconds to wait. */
  run<T>(modelId: string, post: () => Promise<T>): Promise<T>;
}

const WINDOW_MS = 60_000;
/** https://learn.microsoft.com/power-bi/developer/embedded/push-datasets-limitations */
const POSTS_A_MINUTE = 120;
const PENDING_POSTS = 5;
/** Models that were written to lately; more than a process works on in a minute. */
const MOST_MODELS = 5000;

type Posts = { readonly times: number[]; pending: number };

/**
 * Counts in this process alone: each tile has a model of its own, and runs of one tile are never side by side, so that
 * no two processes post to one model at once.
 */
export function pushPace({ clock }: { readonly clock: Clock }): PushPace {
  const models = new Map<string, Posts>();

  function postsOf(modelId: string, now: number): Posts {
    const posts = models.get(modelId) ?? { times: [], pending: 0 };
    while (posts.times[0] !== undefined && posts.times[0] <= now - WINDOW_MS) posts.times.shift();
    models.delete(modelId);
    models.set(modelId, posts);
    for (const [id, { pending }] of models) {
      if (models.size <= MOST_MODELS) break;
      if (pending === 0) models.delete(id);
    }
    return posts;
  }

  return {
    async run(modelId, post) {
      const now = clock.now().epochMilliseconds;
      const posts = postsOf(modelId, now);
      const [first] = posts.times;
      if (posts.pending >= PENDING_POSTS)
        throw new DomainError('POWER_BI_THROTTLED', { retryAfterSeconds: 1 });
      if (first !== undefined && posts.times.length >= POSTS_A_MINUTE)
        throw new DomainError('POWER_BI_THROTTLED', {
          retryAfterSeconds: Math.ceil((first + WINDOW_MS - now) / 1000),
        });
      posts.times.push(now);
      posts.pending += 1;
      try {
        return await post();
      } finally {
        posts.pending -= 1;
      }
    },
  };
}
