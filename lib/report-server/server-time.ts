import { Temporal } from 'temporal-polyfill';
import { DomainError } from '../errors.ts';

/**
 * A time as .NET writes it, with or without an offset; without one it is in the server's zone. Its smallest date stands
 * for none.
 * @throws DomainError REPORT_SERVER_ANSWER_INVALID
 */
export function serverInstant(text: string, zone: string): Temporal.Instant | undefined {
  if (text.startsWith('0001-')) return undefined;
  try {
    return /(Z|[+-]\d\d:\d\d)$/.test(text)
      ? Temporal.Instant.from(text)
      : Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant();
  } catch (cause) {
    throw new DomainError('REPORT_SERVER_ANSWER_INVALID', {
      detail: `The report server wrote "${text.slice(0, 40)}" for a time.`,
      cause,
    });
  }
}
