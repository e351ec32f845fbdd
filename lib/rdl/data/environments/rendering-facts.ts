import type { Temporal } from 'temporal-polyfill';
import { textOf } from '../../expressions/conversions/convert.ts';
import type { Culture } from '../../formats/culture.ts';
import { findCulture, INVARIANT } from '../../formats/culture.ts';
import { EvaluationFault } from '../../values/fault.ts';
import type { Value } from '../../values/value.ts';
import type { Globals, RenderingFacts, User } from './report-environment.ts';

/** What a caller knows of a rendering. */
export type RenderingOptions = {
  /** BCP 47 name of the language; an unknown one is the invariant culture. */
  readonly culture: string;
  readonly clock: { now(): Temporal.Instant };
  /** IANA zone of Now, Today and Globals!ExecutionTime; UTC where left out. */
  readonly timeZone?: string;
  readonly globals?: Partial<Globals>;
  readonly user?: Partial<User>;
};

/** Ticks of 1970-01-01T00:00. */
const UNIX_EPOCH_TICKS = 621_355_968_000_000_000n;

/** The facts of a rendering; its moment is read from the clock once, so that a picture can be repeated. */
export function renderingFacts(
  options: RenderingOptions,
  parts: Pick<RenderingFacts, 'report' | 'session' | 'parameters'>,
): RenderingFacts {
  const culture = findCulture(options.culture) ?? INVARIANT;
  const moment = options.clock.now().toZonedDateTimeISO(options.timeZone ?? 'UTC');
  const localNanoseconds = moment.epochNanoseconds + BigInt(moment.offsetNanoseconds);
  return {
    ...parts,
    culture,
    now: UNIX_EPOCH_TICKS + localNanoseconds / 100n,
    utcOffsetMinutes: Math.round(moment.offsetNanoseconds / 60_000_000_000),
    globals: { reportName: '', reportFolder: '', reportServerUrl: '', ...options.globals },
    user: { id: '', language: options.culture, ...options.user },
    textOf: (value) => displayText(value, culture),
  };
}

/** The text of a value as `&` makes it; of a value that has none, its type. */
function displayText(value: Value, culture: Culture): string {
  try {
    return textOf(value, culture) ?? '';
  } catch (error) {
    if (error instanceof EvaluationFault) return value.type;
    throw error;
  }
}
