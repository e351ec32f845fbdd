import { DomainError } from '../lib/errors.ts';

/** What a step of a probe found, with what it saw; a person can take it to support. */
export type Finding = {
  readonly step: string;
  readonly assumption: string;
  readonly verdict: 'proven' | 'refuted' | 'skipped';
  readonly evidence: string;
};

const MARKS = { proven: '✓', refuted: '✗', skipped: '–' } as const;

export function printFinding({ step, assumption, verdict, evidence }: Finding): void {
  console.log(`${MARKS[verdict]} ${step.padEnd(4)} ${verdict.padEnd(8)} ${assumption}\n       ${evidence}`);
}

/** Asks the person who runs it; without a terminal nobody answers, and the step is skipped. */
export type Ask = (question: string) => Promise<'yes' | 'no' | 'nobody'>;

export function verdictOf(answer: 'yes' | 'no' | 'nobody'): Finding['verdict'] {
  if (answer === 'nobody') return 'skipped';
  return answer === 'yes' ? 'proven' : 'refuted';
}

/** What went wrong, as a person can take it to support. */
export function wordsOf(error: unknown): string {
  if (error instanceof DomainError) return `${error.code}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
