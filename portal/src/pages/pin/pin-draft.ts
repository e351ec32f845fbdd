import { useEffect, useState } from 'react';
import type { Frequency } from '../../api/types.ts';
import { readersTimeZone } from '../../format/time.ts';

/** What somebody has chosen so far for one item, and the id its pin will have. */
export type PinDraft = {
  readonly pinId: string;
  readonly workspaceId: string;
  readonly dashboardId: string;
  readonly frequency: Frequency;
  readonly timeZone: string;
};

type ChangeDraft = (change: Partial<PinDraft>) => void;

/** Kept for this tab: a sign-in leads away from the page and back, and nothing chosen may be lost on the way. */
export function usePinDraft(reportId: string, itemName: string): readonly [PinDraft, ChangeDraft] {
  const key = `pin ${reportId} ${itemName}`;
  const [draft, setDraft] = useState(() => stored(key) ?? freshDraft());
  useEffect(() => sessionStorage.setItem(key, JSON.stringify(draft)), [key, draft]);
  return [draft, (change) => setDraft((present) => ({ ...present, ...change }))];
}

export function forgetPinDraft(reportId: string, itemName: string): void {
  sessionStorage.removeItem(`pin ${reportId} ${itemName}`);
}

function freshDraft(): PinDraft {
  return {
    pinId: crypto.randomUUID(),
    workspaceId: '',
    dashboardId: '',
    frequency: 'daily',
    timeZone: readersTimeZone(),
  };
}

function stored(key: string): PinDraft | undefined {
  const text = sessionStorage.getItem(key);
  // Only this module writes it, in the shape of this version: a tab outlives no release unseen.
  return text === null ? undefined : { ...freshDraft(), ...(JSON.parse(text) as Partial<PinDraft>) };
}
