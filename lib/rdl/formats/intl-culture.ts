import type { Culture, DateSymbols, NumberSymbols } from './culture.ts';

/** A Saturday; the days after it are Sunday to Saturday, its year's months January to December. */
const SATURDAY = Date.UTC(2000, 0, 1);
const DAY = 86_400_000;

/** The culture of a language that the table lacks, from what Intl knows of it; undefined for no language at all. */
export function intlCulture(name: string): Culture | undefined {
  const locale = supportedLocale(name);
  if (locale === undefined) return undefined;
  return { name: locale, numbers: intlNumbers(locale), dates: intlDates(locale), codePage: 1252 };
}

function supportedLocale(name: string): string | undefined {
  try {
    return Intl.NumberFormat.supportedLocalesOf(name)[0];
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function intlNumbers(locale: string): NumberSymbols {
  const tag = `${locale}-u-nu-latn`;
  const parts = new Intl.NumberFormat(tag, { useGrouping: true }).formatToParts(-123_456_789.5);
  const part = (type: string) => parts.find((each) => each.type === type)?.value;
  const groups = parts.filter((each) => each.type === 'integer').map((each) => each.value.length);
  const decimal = part('decimal') ?? '.';
  const group = part('group') ?? ',';
  const negative = part('minusSign') ?? '-';
  const percentFirst = new Intl.NumberFormat(tag, { style: 'percent' }).format(1);
  return {
    decimal,
    group,
    groupSizes: groups.length > 2 && groups.at(-2) !== groups.at(-1) ? [3, groups.at(-2) ?? 3] : [3],
    negative,
    positive: '+',
    nan: 'NaN',
    infinity: '∞',
    perMille: '‰',
    percent: percentOf(percentFirst),
    currency: { symbol: '¤', positivePattern: 2, negativePattern: 9, decimal, group, digits: 2 },
  };
}

/** Patterns of .NET: 0 = `n %`, 1 = `n%`, 2 = `%n`. */
function percentOf(hundred: string): NumberSymbols['percent'] {
  const symbol = /[%\u066a]/.exec(hundred)?.[0] ?? '%';
  const pattern = hundred.startsWith(symbol) ? 2 : /\s/.test(hundred) ? 0 : 1;
  return { symbol, positivePattern: pattern, negativePattern: pattern };
}

function intlDates(locale: string): DateSymbols {
  const tag = `${locale}-u-ca-gregory-nu-latn`;
  const shortDate = pattern(tag, { year: 'numeric', month: 'numeric', day: 'numeric' });
  const shortTime = pattern(tag, { hour: 'numeric', minute: '2-digit' });
  const longTime = pattern(tag, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
  const standalone = names(tag, { month: 'long' }, 12);
  const besideDay = monthsBesideDay(tag, 'long');
  return {
    calendar: 'gregorian',
    shortDate,
    longDate: pattern(tag, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }),
    shortTime,
    longTime,
    monthDay: pattern(tag, { month: 'long', day: 'numeric' }),
    yearMonth: pattern(tag, { year: 'numeric', month: 'long' }),
    dateSeparator: /[dMy]([^dMy']+)[dMy]/.exec(shortDate)?.[1] ?? '/',
    timeSeparator: /[Hh]([^Hhm']+)m/.exec(shortTime)?.[1] ?? ':',
    ...dayHalves(tag),
    era: 'AD',
    days: names(tag, { weekday: 'long' }, 7),
    shortDays: names(tag, { weekday: 'short' }, 7),
    months: standalone,
    shortMonths: names(tag, { month: 'short' }, 12),
    genitiveMonths: besideDay,
    shortGenitiveMonths: monthsBesideDay(tag, 'short'),
    hasGenitive: besideDay.some((month, index) => month !== standalone[index]),
    ...weekOf(locale),
  };
}

function names(tag: string, options: Intl.DateTimeFormatOptions, count: 7 | 12): readonly string[] {
  const format = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' });
  return Array.from({ length: count }, (_, index) =>
    format.format(count === 7 ? SATURDAY + (index + 1) * DAY : Date.UTC(2000, index, 15)),
  );
}

function monthsBesideDay(tag: string, month: 'long' | 'short'): readonly string[] {
  const format = new Intl.DateTimeFormat(tag, { month, day: 'numeric', timeZone: 'UTC' });
  return Array.from(
    { length: 12 },
    (_, index) =>
      format.formatToParts(Date.UTC(2000, index, 15)).find((part) => part.type === 'month')?.value ?? '',
  );
}

function dayHalves(tag: string): Pick<DateSymbols, 'am' | 'pm'> {
  const format = new Intl.DateTimeFormat(tag, { hour: 'numeric', hour12: true, timeZone: 'UTC' });
  const half = (hour: number) =>
    format.formatToParts(SATURDAY + hour * 3_600_000).find((part) => part.type === 'dayPeriod')?.value ?? '';
  return { am: half(9), pm: half(21) };
}

function weekOf(locale: string): Pick<DateSymbols, 'firstDay' | 'weekRule'> {
  const tag = new Intl.Locale(locale);
  // A method in newer runtimes, a property in older ones.
  const method: unknown = Reflect.get(tag, 'getWeekInfo');
  const info: unknown =
    typeof method === 'function' ? Reflect.apply(method, tag, []) : Reflect.get(tag, 'weekInfo');
  const read = (key: string): number | undefined => {
    const value: unknown = typeof info === 'object' && info !== null ? Reflect.get(info, key) : undefined;
    return typeof value === 'number' ? value : undefined;
  };
  return { firstDay: (read('firstDay') ?? 1) % 7, weekRule: read('minimalDays') === 4 ? 2 : 0 };
}

/** A .NET pattern with the parts in the order of the language. */
function pattern(tag: string, options: Intl.DateTimeFormatOptions): string {
  const format = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' });
  const hour = format.resolvedOptions().hour12 === true ? 'h' : 'H';
  const probe = SATURDAY + 3 * 3_600_000;
  return format
    .formatToParts(probe)
    .map((part) => patternPart(part, hour))
    .join('');
}

function patternPart(part: Intl.DateTimeFormatPart, hour: string): string {
  switch (part.type) {
    case 'year':
      return 'yyyy';
    case 'month':
      return /^\d+$/.test(part.value) ? 'M'.repeat(part.value.length) : 'MMMM';
    case 'day':
      return 'd'.repeat(part.value.length);
    case 'weekday':
      return 'dddd';
    case 'hour':
      return hour.repeat(part.value.length);
    case 'minute':
      return 'mm';
    case 'second':
      return 'ss';
    case 'dayPeriod':
      return 'tt';
    default:
      return /[A-Za-z]/.test(part.value)
        ? `'${part.value.replaceAll("'", "''")}'`
        : part.value.replace(/\u202f/g, ' ');
  }
}
