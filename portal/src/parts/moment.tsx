import { dateAndTime } from '../format/time.ts';

/** A point in time as the reader's calendar and clock show it. */
export function Moment({ instant }: { readonly instant: string }) {
  return <time dateTime={instant}>{dateAndTime(instant)}</time>;
}
