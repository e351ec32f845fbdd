import { DomainError } from '../../errors.ts';
import { leadsElsewhere } from '../http/leads-elsewhere.ts';
import type { ServerAnswer } from '../http/server-transport.ts';
import { odataErrorSchema } from './schemas.ts';

/** What an answer of REST other than 200 means; its words where they are of the API's form. */
export function refusalOf(answer: ServerAnswer): DomainError {
  const { status, bytes, headers } = answer;
  const elsewhere = leadsElsewhere(answer);
  if (elsewhere) return elsewhere;
  const words = wordsOf(bytes);
  const detail = `The report server answered ${status}${words === undefined ? '' : `: ${words}`}.`;
  if (status === 404) return new DomainError('NOT_FOUND', { detail });
  if (status === 403) return new DomainError('REPORT_SERVER_FORBIDDEN', { detail });
  if (
    status === 429 ||
    (status === 503 && headers['retry-after'] !== undefined) ||
    /limit.*requests/i.test(words ?? '')
  )
    return new DomainError('REPORT_SERVER_BUSY', { detail });
  if (status >= 500) return new DomainError('REPORT_SERVER_UNAVAILABLE', { detail });
  return new DomainError('REPORT_SERVER_ANSWER_INVALID', { detail });
}

function wordsOf(bytes: Buffer): string | undefined {
  try {
    const { error } = odataErrorSchema.parse(JSON.parse(bytes.toString('utf8')));
    return (error.message ?? error.code ?? undefined)?.replace(/[.\s]+$/, '').slice(0, 500);
  } catch {
    // No error of the API's form: a proxy's page, or nothing.
    return undefined;
  }
}
