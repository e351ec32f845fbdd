import { type CivilDate, dateOfDay, dayNumber, daysInMonth } from '../values/date-time.ts';
import { dayOfUmAlQura, daysInUmAlQuraMonth, umAlQuraDate } from './um-al-qura.ts';

export type CalendarName = 'gregorian' | 'umAlQura' | 'buddhist' | 'persian';

/** How a calendar counts days; day numbers are days since 0001-01-01 (Gregorian). Undefined outside its range. */
export interface Calendar {
  dateOf(dayNumber: number): CivilDate | undefined;
  dayOf(date: CivilDate): number | undefined;
  daysInMonth(year: number, month: number): number | undefined;
  /** Two-digit years end with this one. */
  readonly lastTwoDigitYear: number;
}

const BUDDHIST_OFFSET = 543;
/** 0001-01-01 of the Persian calendar = 0622-03-22. */
const PERSIAN_EPOCH = dayNumber(622, 3, 22);

const gregorian: Calendar = {
  dateOf: dateOfDay,
  dayOf: ({ year, month, day }) =>
    isGregorian(year, month) && day >= 1 && day <= daysInMonth(year, month)
      ? dayNumber(year, month, day)
      : undefined,
  daysInMonth: (year, month) => (isGregorian(year, month) ? daysInMonth(year, month) : undefined),
  lastTwoDigitYear: 2049,
};

function isGregorian(year: number, month: number): boolean {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12;
}

const buddhist: Calendar = {
  dateOf: (day) => {
    const date = dateOfDay(day);
    return { ...date, year: date.year + BUDDHIST_OFFSET };
  },
  dayOf: (date) => gregorian.dayOf({ ...date, year: date.year - BUDDHIST_OFFSET }),
  daysInMonth: (year, month) => gregorian.daysInMonth(year - BUDDHIST_OFFSET, month),
  lastTwoDigitYear: 2572,
};

const umAlQura: Calendar = {
  dateOf: umAlQuraDate,
  dayOf: dayOfUmAlQura,
  daysInMonth: daysInUmAlQuraMonth,
  lastTwoDigitYear: 1451,
};

/** Leap years by the 33-year cycle, which agrees with the astronomical calendar for 1300–1420. */
function isPersianLeap(year: number): boolean {
  return (25 * year + 11) % 33 < 8;
}

function persianMonthLength(year: number, month: number): number | undefined {
  if (year < 1 || year > 9377 || month < 1 || month > 12) return undefined;
  if (month <= 6) return 31;
  return month < 12 || isPersianLeap(year) ? 30 : 29;
}

function persianYearStart(year: number): number {
  let leaps = 0;
  const cycles = Math.floor((year - 1) / 33);
  for (let index = cycles * 33 + 1; index < year; index++) leaps += isPersianLeap(index) ? 1 : 0;
  return PERSIAN_EPOCH + (year - 1) * 365 + cycles * 8 + leaps;
}

const persian: Calendar = {
  dateOf: (day) => {
    let year = Math.floor((day - PERSIAN_EPOCH) / 365.2425) + 1;
    if (year < 1) return undefined;
    while (persianYearStart(year + 1) <= day) year++;
    while (persianYearStart(year) > day) year--;
    let rest = day - persianYearStart(year);
    let month = 1;
    for (; month < 12 && rest >= (persianMonthLength(year, month) ?? 0); month++) {
      rest -= persianMonthLength(year, month) ?? 0;
    }
    return { year, month, day: rest + 1 };
  },
  dayOf: ({ year, month, day }) => {
    const length = persianMonthLength(year, month);
    if (length === undefined || day < 1 || day > length) return undefined;
    const before = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
    return persianYearStart(year) + before + day - 1;
  },
  daysInMonth: persianMonthLength,
  lastTwoDigitYear: 1410,
};

const CALENDARS: Readonly<Record<CalendarName, Calendar>> = { gregorian, umAlQura, buddhist, persian };

export function calendarOf(name: CalendarName): Calendar {
  return CALENDARS[name];
}
