import { toProblem } from '../api/problem.ts';

const CODES: readonly string[] = ['REPORT_SERVER_NOT_LINKED', 'REPORT_SERVER_SIGN_IN_REFUSED'];

/** Whether a refusal is over once the person has linked their account on the report server, or linked it anew. */
export function asksForAccount(error: unknown): boolean {
  return error !== null && error !== undefined && CODES.includes(toProblem(error).code);
}
