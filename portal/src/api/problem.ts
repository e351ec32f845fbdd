import { Problem } from '../../../client/problem.ts';

export { Problem };

/** Any failure as a problem: what was not expected keeps its own words. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(0, 'UNEXPECTED', error instanceof Error ? error.message : String(error));
}

/** Whether the same call may go through when it is repeated: nothing answered, or the server had trouble. */
export function isPassing({ status, code }: Problem): boolean {
  return status >= 500 || code === 'OFFLINE';
}
