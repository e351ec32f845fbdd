import { ticksOfCivil } from '../../values/date-time.ts';

const DATE_TIME =
  /^\s*(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?\s*$/i;

type ParsedDateTime = {
  /** As written, without regard to the offset. */
  readonly ticks: bigint;
  readonly offsetMinutes: number | undefined;
};

/** Reads ISO 8601 text (`2024-02-29`, `2024-02-29T12:30:00.1234567`, with or without zone); undefined when it is none. */
export function parseDateTime(text: string): ParsedDateTime | undefined {
  const match = DATE_TIME.exec(text);
  if (match === null) return undefined;
  const ticks = ticksOfCivil({
    year: Number(match[1]),
    month: Number(match[2]),
    day: Number(match[3]),
    hour: Number(match[4] ?? 0),
    minute: Number(match[5] ?? 0),
    second: Number(match[6] ?? 0),
  });
  if (ticks === undefined) return undefined;
  return {
    ticks: ticks + fractionTicks(match[7]),
    offsetMinutes: match[8] === undefined ? undefined : offsetMinutes(match[8]),
  };
}

/** Digits after the point of a second; more than seven are cut off. */
function fractionTicks(digits: string | undefined): bigint {
  return BigInt((digits ?? '').padEnd(7, '0').slice(0, 7));
}

function offsetMinutes(text: string): number {
  if (text.toUpperCase() === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return text.startsWith('-') ? -minutes : minutes;
}
