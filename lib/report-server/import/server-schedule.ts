import { DomainError } from '../../errors.ts';
import { readScheduleDefinition } from '../../schedules/definition-xml.ts';
import type { Schedule } from '../../schedules/schedule.ts';
import type { ServerSubscription } from '../rest/schemas.ts';

type RestSchedule = NonNullable<NonNullable<ServerSubscription['Schedule']>['Definition']>;

/**
 * A subscription's own schedule, as REST v2.0 gives it, by way of the XML form that report servers keep.
 * @param zone the server's, IANA
 * @throws DomainError SCHEDULE_INVALID
 */
export function readRestSchedule(definition: RestSchedule, zone: string): Schedule {
  const { StartDateTime, EndDate, EndDateSpecified, Recurrence } = definition;
  const end = EndDateSpecified && EndDate ? element('EndDate', EndDate) : '';
  const recurrences = Object.entries(Recurrence ?? {}).filter(([, value]) => isRecord(value));
  const content = recurrences.map(([name, value]) => recordXml(name, value)).join('');
  const xml = element('ScheduleDefinition', element('StartDateTime', StartDateTime) + end + content);
  return readScheduleDefinition(xml, zone);
}

function recordXml(name: string, value: unknown): string {
  if (!isRecord(value)) return element(name, String(value));
  const members = Object.entries(value).filter(
    ([member, inner]) => !member.endsWith('Specified') && inner !== null && inner !== undefined,
  );
  return element(name, members.map(([member, inner]) => recordXml(member, inner)).join(''), 'markup');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names of members, times, numbers: what else there is cannot be a schedule's. */
function element(name: string, content: string, kind: 'text' | 'markup' = 'text'): string {
  if (!/^\w{1,40}$/.test(name))
    throw new DomainError('SCHEDULE_INVALID', { detail: `It holds "${name.slice(0, 40)}".` });
  const isOurs = kind === 'markup' || content.startsWith('<');
  return `<${name}>${isOurs ? content : content.replace(/[^\w:,. +-]/g, '')}</${name}>`;
}
