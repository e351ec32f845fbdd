import type { DateSymbols } from './culture.ts';

/** What a word in a date says. */
export type WordMeaning =
  | { readonly kind: 'month' | 'weekday'; readonly index: number }
  /** The number before it is a year. */
  | { readonly kind: 'year' }
  /** A word of the pattern, as `de` in `2 de enero`. */
  | { readonly kind: 'filler' };

const ENGLISH_MONTHS =
  'january february march april may june july august september october november december'.split(' ');
const ENGLISH_DAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');

const known = new WeakMap<DateSymbols, ReadonlyMap<string, WordMeaning>>();

/** The words of a language in dates, in lower case; months count from 1. English ones are known everywhere. */
export function dateWords(dates: DateSymbols): ReadonlyMap<string, WordMeaning> {
  const found = known.get(dates);
  if (found !== undefined) return found;
  const words = new Map<string, WordMeaning>();
  addFillers(words, dates);
  addNames(words, 'weekday', [ENGLISH_DAYS, ENGLISH_DAYS.map((day) => day.slice(0, 3))], 0);
  addNames(words, 'month', [ENGLISH_MONTHS, ENGLISH_MONTHS.map((month) => month.slice(0, 3))], 1);
  addNames(words, 'weekday', [dates.shortDays, dates.days], 0);
  const months = [dates.shortGenitiveMonths, dates.shortMonths, dates.genitiveMonths, dates.months];
  addNames(words, 'month', months, 1);
  for (const mark of ['年', '년']) words.set(mark, { kind: 'year' });
  for (const mark of ['月', '日', '월', '일']) words.set(mark, { kind: 'filler' });
  known.set(dates, words);
  return words;
}

function addNames(
  words: Map<string, WordMeaning>,
  kind: 'month' | 'weekday',
  lists: readonly (readonly string[])[],
  first: number,
): void {
  for (const list of lists) {
    for (const [index, name] of list.entries()) {
      const key = name.toLowerCase();
      if (key === '') continue;
      words.set(key, { kind, index: index + first });
      words.set(key.replace(/\.$/, ''), { kind, index: index + first });
    }
  }
}

/** Quoted texts and letters of the date patterns, and the era. */
function addFillers(words: Map<string, WordMeaning>, dates: DateSymbols): void {
  const patterns = `${dates.longDate} ${dates.shortDate} ${dates.yearMonth} ${dates.monthDay}`;
  const quoted = patterns.match(/'[^']*'/g) ?? [];
  for (const text of [...quoted, dates.era]) {
    for (const word of text.replace(/'/g, '').toLowerCase().split(/\s+/)) {
      const bare = word.replace(/\.$/, '');
      if (bare !== '') words.set(bare, { kind: 'filler' });
    }
  }
}
