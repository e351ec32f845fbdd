import { DomainError, ERRORS, type ErrorCode } from '../errors.ts';
import type { Refusal } from './route.ts';

/** RFC 9457 with a stable code; `title` is the table's sentence, `detail` what was refused this time. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
};

export function problemOf(code: ErrorCode, extra: Pick<Problem, 'detail' | 'errors'> = {}): Problem {
  const { status, text } = ERRORS[code];
  return { type: `urn:report-tiles:problem:${code}`, title: text, status, code, ...extra };
}

export function problemAnswer(error: unknown): Refusal {
  const known = error instanceof DomainError ? error : new DomainError('INTERNAL');
  const problem = problemOf(known.code, known.detail === undefined ? {} : { detail: known.detail });
  return {
    code: problem.code,
    status: problem.status,
    body: problem,
    headers: {
      'content-type': 'application/problem+json',
      ...(known.retryAfterSeconds !== undefined && {
        'retry-after': String(Math.ceil(known.retryAfterSeconds)),
      }),
    },
  };
}
