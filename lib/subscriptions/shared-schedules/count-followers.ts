import type { SharedSchedules } from './shared-schedules.ts';

const PAGE = 1000;

/** How many subscriptions follow a shared schedule: a request for each thousand. */
export async function countFollowers(sharedSchedules: SharedSchedules, id: string): Promise<number> {
  let count = 0;
  let after: string | undefined;
  do {
    const page = await sharedSchedules.followers(id, {
      pageSize: PAGE,
      ...(after !== undefined && { after }),
    });
    count += page.followers.length;
    after = page.next;
  } while (after !== undefined);
  return count;
}
