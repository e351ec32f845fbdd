import type { Culture } from '../../formats/culture.ts';
import type { Session } from '../session.ts';

/** What a library function may ask of the place where it is called. */
export type CallContext = {
  readonly culture: Culture;
  /** Local DateTime ticks. */
  readonly now: bigint;
  readonly utcOffsetMinutes: number;
  readonly session: Session;
};

/** The same place with another culture, for members that take an IFormatProvider. */
export function withCulture(context: CallContext, culture: Culture): CallContext {
  const { now, utcOffsetMinutes, session } = context;
  return { culture, now, utcOffsetMinutes, session };
}
