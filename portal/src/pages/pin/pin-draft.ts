import { useEffect, useState } from 'react';
import type { ActingAs, Frequency, PinChoice, PinContent, PinMode, Schedule } from '../../api/types.ts';
import { readersTimeZone, timeIn, todayIn } from '../../format/time.ts';
import { formOf, type ScheduleForm, scheduleOf } from '../../schedule/schedule-form.ts';

/** The original's three, or any other schedule. */
export type HowOften = Frequency | 'other';

/** What somebody has chosen so far for the items, and the ids that their pins will have. */
export type PinDraft = {
  readonly pinIds: Readonly<Record<string, string>>;
  readonly as: ActingAs;
  readonly mode: PinMode;
  /** Of guided pins. */
  readonly content: PinContent;
  readonly workspaceId: string;
  readonly dashboardId: string;
  readonly dashboardName: string;
  readonly frequency: HowOften;
  readonly timeZone: string;
  readonly schedule: ScheduleForm;
  /** With `other`: the shared schedule to follow in place of one of its own; empty for none. */
  readonly sharedScheduleId: string;
};

export type ChangeDraft = (change: Partial<PinDraft>) => void;

/** In another name other workspaces are seen; Power BI lets no application copy a tile between workspaces. */
export function inNameOf(as: ActingAs, { mode }: Pick<PinDraft, 'mode'>): Partial<PinDraft> {
  const place = { workspaceId: '', dashboardId: '' };
  return as === 'service' && mode === 'template' ? { as, mode: 'guided', ...place } : { as, ...place };
}

/** Kept for this tab: a sign-in leads away from the page and back, and nothing chosen may be lost on the way. */
export function usePinDraft(
  reportId: string,
  itemNames: readonly string[],
): readonly [PinDraft, ChangeDraft] {
  const key = keyOf(reportId, itemNames);
  const [draft, setDraft] = useState(() => stored(key, itemNames));
  useEffect(() => sessionStorage.setItem(key, JSON.stringify(draft)), [key, draft]);
  return [draft, (change) => setDraft((present) => ({ ...present, ...change }))];
}

export function forgetPinDraft(reportId: string, itemNames: readonly string[]): void {
  sessionStorage.removeItem(keyOf(reportId, itemNames));
}

/** When the tile is refreshed, as the pin says it; undefined while that is not whole. */
export function draftWhen(draft: PinDraft): PinChoice['when'] | undefined {
  const { frequency, timeZone } = draft;
  if (follows(draft)) return { sharedScheduleId: draft.sharedScheduleId };
  const schedule = draftSchedule(draft);
  if (!schedule) return undefined;
  return frequency === 'other' ? { schedule } : { frequency, timeZone };
}

/** Whether a shared schedule is chosen. */
export function follows({ frequency, sharedScheduleId }: PinDraft): boolean {
  return frequency === 'other' && sharedScheduleId !== '';
}

/** The schedule of a draft, for the pin and for what is shown of it; undefined while it is not whole. */
export function draftSchedule({ frequency, timeZone, schedule }: PinDraft): Schedule | undefined {
  if (frequency === 'other') return scheduleOf(schedule);
  const present = { ...formOf(daily(timeZone)), timeZone };
  if (frequency === 'hourly') return scheduleOf({ ...present, repeat: 'hours' });
  return scheduleOf({ ...present, repeat: frequency, days: [weekdayOf(present.date)] });
}

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

function weekdayOf(date: string): (typeof DAYS)[number] {
  return DAYS[new Date(`${date}T00:00Z`).getUTCDay()] ?? 'monday';
}

function daily(zone: string): Schedule {
  return { zone, start: `${todayIn(zone)}T${timeIn(zone)}`, recurrence: { kind: 'daily', every: 1 } };
}

function keyOf(reportId: string, itemNames: readonly string[]): string {
  return `pin ${reportId} ${JSON.stringify(itemNames)}`;
}

function stored(key: string, itemNames: readonly string[]): PinDraft {
  const timeZone = readersTimeZone();
  const fresh: PinDraft = {
    pinIds: Object.fromEntries(itemNames.map((name) => [name, crypto.randomUUID()])),
    as: 'me',
    mode: 'template',
    content: 'picture',
    workspaceId: '',
    dashboardId: '',
    dashboardName: '',
    frequency: 'daily',
    timeZone,
    schedule: formOf(daily(timeZone)),
    sharedScheduleId: '',
  };
  const text = sessionStorage.getItem(key);
  // Only this module writes it, in the shape of this version: a tab outlives no release unseen.
  return text === null ? fresh : { ...fresh, ...(JSON.parse(text) as Partial<PinDraft>) };
}
