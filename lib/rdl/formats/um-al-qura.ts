import type { CivilDate } from '../values/date-time.ts';

/**
 * The Um Al Qura calendar (Saudi Arabia), an official table rather than a computation: three hexadecimal digits a
 * year from 1318, in which bit n is set where month n + 1 has 30 days.
 */
const MONTHS_OF_30 =
  '2ea6e9ed2ea4d4aa96536ab5daaba4b49a9352ba574b6ab55aad55d2aa564ae95d2ec6d56aa5554ab95b2ba575bb2764' +
  '7496552ab55bada6d4ec9d92d25a4d2ad56db6ab52aa5a4b4979372b6575d6ad52a9692d25d4ddada5d4da9d52aaa4d6' +
  '9b63747697526a554baab55aad5dd2da4d49a9552da5d55aad56aa69552ba574ae97656cb55aaaa554ad95d2da5d9db2' +
  'ba4b4aa552b5575b6abd2bc4b89a9552d5adb6a6d4dc9d92aa69562ae56d36ab55aaa94d49d95d2ba5b55aad55a9a92e' +
  '26e55dada6d46a554ba9754eaae5acba9d92b2564bcab55ab556d2ea5e4aa9552daad36c7596d269552da5b4ba9ba3b4' +
  'b69b52aa64b696d2ec6d9eb2d54d2aa564ae96dd6ab54b29a9352ba57536ab56aae93';
const FIRST_YEAR = 1318;
const LAST_YEAR = 1500;
/** 1318-01-01 = 1900-04-30. */
const FIRST_DAY = 693_714;

const yearStarts = startsOfYears();

function monthsOf(year: number): number {
  const at = (year - FIRST_YEAR) * 3;
  return Number.parseInt(MONTHS_OF_30.slice(at, at + 3), 16);
}

export function daysInUmAlQuraMonth(year: number, month: number): number | undefined {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return undefined;
  return (monthsOf(year) >> (month - 1)) & 1 ? 30 : 29;
}

function startsOfYears(): readonly number[] {
  const starts = [FIRST_DAY];
  let day = FIRST_DAY;
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    for (let month = 1; month <= 12; month++) day += daysInUmAlQuraMonth(year, month) ?? 0;
    starts.push(day);
  }
  return starts;
}

/** The date of a day number (days since 0001-01-01); undefined outside the table (1900-04-30 to 2077-11-16). */
export function umAlQuraDate(day: number): CivilDate | undefined {
  let year = FIRST_YEAR + Math.max(0, Math.floor((day - FIRST_DAY) / 354.5) - 2);
  while (year <= LAST_YEAR && (yearStarts[year + 1 - FIRST_YEAR] ?? Number.POSITIVE_INFINITY) <= day) year++;
  const start = yearStarts[year - FIRST_YEAR];
  if (start === undefined || day < start || year > LAST_YEAR) return undefined;
  let rest = day - start;
  for (let month = 1; month <= 12; month++) {
    const length = daysInUmAlQuraMonth(year, month) ?? 0;
    if (rest < length) return { year, month, day: rest + 1 };
    rest -= length;
  }
  return undefined;
}

/** The day number of a date; undefined where the table has no such one. */
export function dayOfUmAlQura({ year, month, day }: CivilDate): number | undefined {
  const length = daysInUmAlQuraMonth(year, month);
  const start = yearStarts[year - FIRST_YEAR];
  if (length === undefined || start === undefined || day < 1 || day > length) return undefined;
  let number = start + day - 1;
  for (let before = 1; before < month; before++) number += daysInUmAlQuraMonth(year, before) ?? 0;
  return number;
}
