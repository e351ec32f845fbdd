type Field = {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
};

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const SECOND: Field = { name: 'second', min: 0, max: 59 };
const MINUTE: Field = { name: 'minute', min: 0, max: 59 };
const HOUR: Field = { name: 'hour', min: 0, max: 23 };
const DAY: Field = { name: 'day', min: 1, max: 31 };
const MONTH: Field = { name: 'month', min: 1, max: 12, names: MONTHS };
const DAY_OF_WEEK: Field = { name: 'day of week', min: 0, max: 6, names: DAYS };

const INT32_MAX = 2_147_483_647;

/** How far ahead an occurrence is looked for: 29 February on one weekday comes at the latest after 40 years. */
const HORIZON_YEARS = 60;

export type Ncrontab = {
  /** The first occurrence after `from` (both in UTC milliseconds); undefined when there is none in the next 60 years. */
  next(from: number): number | undefined;
};

/** Says which field of the expression NCrontab refuses, and why. */
export class NcrontabError extends Error {
  override readonly name = 'NcrontabError';
}

/**
 * Parses a crontab expression as NCrontab does: six fields with seconds, or five without; lists, ranges (turned round
 * when they run backwards), steps, and prefixes of English names. Day of month and day of week must BOTH fit, unlike
 * in other crons. There is no `?`, `L`, `W`, `#` and no 7 for Sunday.
 * Source: NCrontab 3.4, CrontabFieldImpl.cs and CrontabSchedule.cs.
 */
export function parseNcrontab(expression: string): Ncrontab {
  const parts = expression.split(' ').filter((part) => part !== '');
  const fields = [SECOND, MINUTE, HOUR, DAY, MONTH, DAY_OF_WEEK];
  if (parts.length === 5) parts.unshift('0');
  if (parts.length !== fields.length) {
    throw new NcrontabError(
      `"${expression}" has ${parts.length} fields; six are needed: second, minute, hour, day, month, day of week`,
    );
  }
  const sets = fields.map((field, index) => parseField(field, parts[index] ?? ''));
  return { next: (from) => nextOccurrence(sets, from) };
}

function parseField(field: Field, text: string): ReadonlySet<number> {
  const values = new Set<number>();
  for (const item of text.indexOf(',') > 0 ? text.split(',') : [text]) addItem(field, item, values);
  return values;
}

function addItem(field: Field, item: string, values: Set<number>): void {
  const slash = item.indexOf('/');
  const step = slash > 0 ? parseInteger(field, item.slice(slash + 1)) : undefined;
  const range = slash > 0 ? item.slice(0, slash) : item;
  const dash = range.indexOf('-');
  let from: number;
  let to: number;
  if (range === '*') {
    [from, to] = [field.min, field.max];
  } else if (dash > 0) {
    [from, to] = [parseValue(field, range.slice(0, dash)), parseValue(field, range.slice(dash + 1))];
    if (from > to) [from, to] = [to, from];
  } else {
    from = parseValue(field, range);
    to = step === undefined ? from : field.max;
  }
  if (from < field.min || to > field.max) {
    throw new NcrontabError(
      `"${item}" in the ${field.name} field is out of range: ${field.min} to ${field.max} are possible`,
    );
  }
  for (let value = from; value <= to; value += Math.max(step ?? 1, 1)) values.add(value);
}

function parseValue(field: Field, text: string): number {
  if (/^\d/.test(text)) return parseInteger(field, text);
  const index = field.names?.findIndex((name) => name.toLowerCase().startsWith(text.toLowerCase())) ?? -1;
  if (text === '' || index < 0) {
    throw new NcrontabError(`"${text}" is not a value of the ${field.name} field`);
  }
  return index + field.min;
}

function parseInteger(field: Field, text: string): number {
  const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(Math.abs(value) <= INT32_MAX)) {
    throw new NcrontabError(`"${text}" is not a number in the ${field.name} field`);
  }
  return value;
}

function nextOccurrence(sets: readonly ReadonlySet<number>[], from: number): number | undefined {
  const [seconds, minutes, hours, days, months, daysOfWeek] = sets;
  const fits = (set: ReadonlySet<number> | undefined, value: number) => set?.has(value) === true;
  const at = new Date(Math.floor(from / 1000) * 1000 + 1000);
  const lastYear = at.getUTCFullYear() + HORIZON_YEARS;
  while (at.getUTCFullYear() <= lastYear) {
    if (!fits(months, at.getUTCMonth() + 1)) {
      at.setUTCMonth(at.getUTCMonth() + 1, 1);
      at.setUTCHours(0, 0, 0);
    } else if (!fits(days, at.getUTCDate()) || !fits(daysOfWeek, at.getUTCDay())) {
      at.setUTCDate(at.getUTCDate() + 1);
      at.setUTCHours(0, 0, 0);
    } else if (!fits(hours, at.getUTCHours())) {
      at.setUTCHours(at.getUTCHours() + 1, 0, 0);
    } else if (!fits(minutes, at.getUTCMinutes())) {
      at.setUTCMinutes(at.getUTCMinutes() + 1, 0);
    } else if (!fits(seconds, at.getUTCSeconds())) {
      at.setUTCSeconds(at.getUTCSeconds() + 1);
    } else {
      return at.getTime();
    }
  }
  return undefined;
}
