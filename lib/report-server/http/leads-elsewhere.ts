import { DomainError } from '../../errors.ts';
import type { ServerAnswer } from './server-transport.ts';

/** A redirect. None is followed: a password goes to the address that was entered for it, and nowhere else. */
export function leadsElsewhere({
  status,
  headers,
}: Pick<ServerAnswer, 'status' | 'headers'>): DomainError | undefined {
  if (status < 300 || status >= 400) return undefined;
  const place = (headers.location ?? '').replace(/[?#].*$/s, '').slice(0, 200);
  return new DomainError('REPORT_SERVER_NOT_SUPPORTED', {
    detail: /log-?(on|in)/i.test(place)
      ? 'The report server leads to a page where people sign in: it uses custom security. Choose forms as the way to sign in.'
      : `The report server answered ${status} and leads to ${place || 'nowhere'}: enter the address that it is at now.`,
  });
}
