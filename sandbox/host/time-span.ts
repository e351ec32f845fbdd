const FORMS = [
  /^(?<d>\d+)$/,
  /^(?:(?<d>\d+)[.:])?(?<h>\d+):(?<m>\d+):(?<s>\d+)(?:\.(?<f>\d{1,7}))?$/,
  /^(?:(?<d>\d+)\.)?(?<h>\d+):(?<m>\d+)$/,
] as const;

const DAY = 86_400_000;

/**
 * Reads a .NET TimeSpan as host.json and timer schedules hold it (`[-][d.]hh:mm[:ss[.fffffff]]`, or days alone) into
 * milliseconds; undefined for what .NET refuses. As in .NET, `24:00:00` is 24 days, since hours end at 23.
 * Source: TimeSpan.TryParse, invariant culture.
 */
export function parseTimeSpan(text: string): number | undefined {
  const trimmed = text.trim();
  const negative = trimmed.startsWith('-');
  const body = negative ? trimmed.slice(1) : trimmed;
  const groups = FORMS.map((form) => form.exec(body)?.groups).find((found) => found !== undefined);
  if (groups === undefined) return undefined;
  const number = (name: string) => Number(groups[name] ?? 0);
  let [days, hours, minutes, seconds] = [number('d'), number('h'), number('m'), number('s')];
  const fraction = Number(`0.${groups.f ?? '0'}`);
  if (hours > 23 && groups.d === undefined && fraction === 0) {
    // d:hh:mm and d:hh are what .NET falls back to.
    [days, hours, minutes, seconds] = [hours, minutes, seconds, 0];
  }
  if (hours > 23 || minutes > 59 || seconds > 59 || days > 10_675_199) return undefined;
  const total = days * DAY + hours * 3_600_000 + minutes * 60_000 + (seconds + fraction) * 1000;
  return negative ? -total : total;
}
