import type { CalendarName } from './calendar.ts';
import { CULTURE_ROWS, type CultureRow, NAME_ROWS, type NameRow } from './culture-table.ts';
import { intlCulture } from './intl-culture.ts';

/** How a language writes amounts or percents; patterns are the numbers of .NET's NumberFormatInfo. */
export type SymbolFormat = {
  readonly symbol: string;
  readonly positivePattern: number;
  readonly negativePattern: number;
};

export type NumberSymbols = {
  readonly decimal: string;
  readonly group: string;
  /** Sizes of the groups from the point on; the last one repeats. */
  readonly groupSizes: readonly number[];
  readonly negative: string;
  readonly positive: string;
  readonly nan: string;
  readonly infinity: string;
  readonly perMille: string;
  readonly percent: SymbolFormat;
  readonly currency: SymbolFormat & {
    readonly decimal: string;
    readonly group: string;
    readonly digits: number;
  };
};

export type DateSymbols = {
  readonly calendar: CalendarName;
  readonly shortDate: string;
  readonly longDate: string;
  readonly shortTime: string;
  readonly longTime: string;
  readonly monthDay: string;
  readonly yearMonth: string;
  readonly dateSeparator: string;
  readonly timeSeparator: string;
  readonly am: string;
  readonly pm: string;
  readonly era: string;
  /** From Sunday. */
  readonly days: readonly string[];
  readonly shortDays: readonly string[];
  /** From January, or the first month of the language's calendar. */
  readonly months: readonly string[];
  readonly shortMonths: readonly string[];
  /** Month names beside a day. */
  readonly genitiveMonths: readonly string[];
  readonly shortGenitiveMonths: readonly string[];
  readonly hasGenitive: boolean;
  /** 0 = Sunday. */
  readonly firstDay: number;
  /** 0: the week of January 1; 1: the first full week; 2: the first week of four days. */
  readonly weekRule: 0 | 1 | 2;
};

/** A language's name as reports write it (`de-DE`; empty for the invariant culture) and what it means for formats. */
export type Culture = {
  readonly name: string;
  readonly numbers: NumberSymbols;
  readonly dates: DateSymbols;
  /** The ANSI code page of `Chr` and `Asc`; 0 where the language has none. */
  readonly codePage: number;
};

/** Where a language stands without its region. */
const DEFAULT_REGIONS: Readonly<Record<string, string>> = {
  en: 'en-US',
  de: 'de-DE',
  fr: 'fr-FR',
  es: 'es-ES',
  pt: 'pt-BR',
  zh: 'zh-CN',
  'zh-hans': 'zh-CN',
  'zh-hant': 'zh-TW',
  'zh-cht': 'zh-TW',
  'zh-chs': 'zh-CN',
  no: 'nb-NO',
  ar: 'ar-SA',
  sr: 'sr-Latn-RS',
};

const rowNames: ReadonlyMap<string, string> = new Map(
  Object.keys(CULTURE_ROWS)
    .flatMap((name): [string, string][] => [
      [name.split('-')[0]?.toLowerCase() ?? '', name],
      [name.toLowerCase(), name],
    ])
    .concat(Object.entries(DEFAULT_REGIONS))
    .concat([
      ['invariant', ''],
      ['', ''],
    ]),
);

/**
 * The culture of a language tag, in any case; a language without region stands for its usual one, and a language that
 * the table lacks is taken from Intl. Undefined where there is no such language.
 */
export function findCulture(name: string): Culture | undefined {
  const known = rowNames.get(name.trim().toLowerCase());
  const row = known === undefined ? undefined : CULTURE_ROWS[known];
  const names = NAME_ROWS[row?.names ?? ''];
  if (known !== undefined && row !== undefined && names !== undefined) return cultureOfRow(known, row, names);
  return intlCulture(name.trim());
}

function invariantCulture(): Culture {
  const culture = findCulture('');
  if (culture === undefined) throw new Error('The table of cultures lacks the invariant one.');
  return culture;
}

export const INVARIANT: Culture = invariantCulture();

function cultureOfRow(name: string, row: CultureRow, names: NameRow): Culture {
  return {
    name,
    numbers: numbersOf(name, row),
    dates: datesOf(name, row, names),
    codePage: row.codePage ?? 1252,
  };
}

function numbersOf(name: string, row: CultureRow): NumberSymbols {
  const [decimal, group, negative, positive] = row.numbers;
  const [symbol, digits, positivePattern, negativePattern] = row.currency;
  const separators = row.currencySeparators ?? [decimal, group];
  return {
    decimal,
    group,
    groupSizes: row.groups ?? [3],
    negative,
    positive,
    nan: row.nan ?? 'NaN',
    infinity: name === '' ? 'Infinity' : '∞',
    perMille: row.perMille ?? '‰',
    percent: { symbol: row.percent[0], positivePattern: row.percent[1], negativePattern: row.percent[2] },
    currency: {
      symbol,
      digits,
      positivePattern,
      negativePattern,
      decimal: separators[0],
      group: separators[1],
    },
  };
}

function datesOf(name: string, row: CultureRow, names: NameRow): DateSymbols {
  const [shortDate, longDate, shortTime, longTime, monthDay, yearMonth] = row.patterns;
  const [dateSeparator, timeSeparator, am, pm] = row.separators;
  return {
    calendar: row.calendar ?? 'gregorian',
    ...{ shortDate, longDate, shortTime, longTime, monthDay, yearMonth },
    ...{ dateSeparator, timeSeparator, am, pm },
    era: row.era ?? (name === '' ? 'A.D.' : 'AD'),
    days: names.days.split('|'),
    shortDays: names.shortDays.split('|'),
    months: names.months.split('|'),
    shortMonths: names.shortMonths.split('|'),
    genitiveMonths: (names.genitiveMonths ?? names.months).split('|'),
    shortGenitiveMonths: (names.shortGenitiveMonths ?? names.shortMonths).split('|'),
    hasGenitive: names.genitiveMonths !== undefined || names.shortGenitiveMonths !== undefined,
    firstDay: row.week[0],
    weekRule: row.week[1] === 2 ? 2 : row.week[1] === 1 ? 1 : 0,
  };
}
