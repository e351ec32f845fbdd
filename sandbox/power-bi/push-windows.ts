import { tooManyRequests } from './refusal.ts';
import type { Limits } from './rules.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Post = { readonly at: number; readonly rows: number };

/** What counts against a model's push limits: POSTs under way, and those of the last hour. */
export class PushWindows {
  readonly #posts = new Map<string, Post[]>();
  readonly #pending = new Map<string, number>();

  /** Counts one POST as pending until the returned function is called; refuses the one too many. */
  begin(modelId: string, limits: Limits): () => void {
    const pending = this.#pending.get(modelId) ?? 0;
    if (pending >= limits.pendingPosts) {
      throw tooManyRequests(
        `At most ${limits.pendingPosts} POST rows requests per dataset may be pending.`,
        1,
      );
    }
    this.#pending.set(modelId, pending + 1);
    return () => {
      const left = (this.#pending.get(modelId) ?? 1) - 1;
      if (left > 0) this.#pending.set(modelId, left);
      else this.#pending.delete(modelId);
    };
  }

  /** Refuses what exceeds a rate, with the seconds until the window has room again; otherwise records the POST. */
  admit(options: {
    readonly modelId: string;
    readonly rows: number;
    readonly rowsInTable: number;
    readonly rowsPerHour: number;
    readonly now: number;
    readonly limits: Limits;
  }): void {
    const { modelId, now, limits } = options;
    const posts = (this.#posts.get(modelId) ?? []).filter((post) => post.at > now - HOUR);
    this.#posts.set(modelId, posts);
    const large = options.rowsInTable >= limits.largeTableRows;
    const window = large ? HOUR : MINUTE;
    const allowed = large ? limits.postsPerHourOfLargeTable : limits.postsPerMinute;
    const inWindow = posts.filter((post) => post.at > now - window);
    const first = inWindow[0];
    if (first !== undefined && inWindow.length >= allowed) {
      throw tooManyRequests(
        `At most ${allowed} POST rows requests per ${large ? 'hour' : 'minute'} per dataset.`,
        (first.at + window - now) / 1000,
      );
    }
    const pushed = posts.reduce((sum, post) => sum + post.rows, 0);
    if (pushed + options.rows > options.rowsPerHour) {
      throw tooManyRequests(
        'You are over your rows per hour limit for this dataset. To push more rows per hour, upgrade your account to Power BI Pro or retry your push later.',
        ((posts[0]?.at ?? now) + HOUR - now) / 1000,
      );
    }
    posts.push({ at: now, rows: options.rows });
  }

  clear(): void {
    this.#posts.clear();
    this.#pending.clear();
  }
}
