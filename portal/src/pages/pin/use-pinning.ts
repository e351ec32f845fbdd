import { useState } from 'react';
import { isFinal, usePins, useRequestPins } from '../../api/pins.ts';
import { Problem, toProblem } from '../../api/problem.ts';
import type { ParameterValues, Pin, PinChoice, RequestedPin } from '../../api/types.ts';
import { type ChangeDraft, draftWhen, forgetPinDraft, type PinDraft, usePinDraft } from './pin-draft.ts';

/** What has become of one item: its pin, or why there is none. */
export type Outcome = { readonly itemName: string } & (
  | { readonly pin: Pin; readonly problem?: never }
  | { readonly pin?: never; readonly problem: Problem }
);

export type Pinning = {
  readonly draft: PinDraft;
  readonly change: ChangeDraft;
  readonly submit: () => void;
  /** The request itself is on its way. */
  readonly isSending: boolean;
  /** What the server has recorded; empty before that. */
  readonly outcomes: readonly Outcome[];
  readonly pollError: Error | null;
  /** Why the last attempt was refused as a whole; stays until the next one. */
  readonly problem: Problem | undefined;
  /** After a recorded failure: the same choices, sent for what failed as other pins. */
  readonly startAgain: () => void;
  readonly forget: () => void;
};

/**
 * Pins from the choices to their end. A request that was not answered is repeated with the same ids, so that it stays
 * one pin an item; only one that was recorded as failed is followed by another.
 */
export function usePinning(options: {
  readonly reportId: string;
  readonly itemNames: readonly string[];
  readonly parameters: ParameterValues;
}): Pinning {
  const { reportId, itemNames, parameters } = options;
  const [draft, change] = usePinDraft(reportId, itemNames);
  const [asked, setAsked] = useState(itemNames);
  const [accepted, setAccepted] = useState<readonly RequestedPin[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const request = useRequestPins();
  const { pins, error: pollError } = usePins(accepted.flatMap(({ id, pin }) => (pin ? [id] : [])));
  const outcomes = asked.flatMap((itemName) =>
    outcomeOf(itemName, draft.pinIds[itemName], { accepted, pins }),
  );

  const submit = () => {
    const choice = choiceOf(draft, { reportId, parameters });
    if (request.isPending || !choice) return;
    setProblem(undefined);
    const items = asked.map((itemName) => ({ id: draft.pinIds[itemName] ?? '', itemName }));
    request.mutate(
      { items, choice },
      { onSuccess: setAccepted, onError: (error) => setProblem(toProblem(error)) },
    );
  };

  const startAgain = () => {
    const failed = outcomes.filter(hasFailed);
    const names = failed.map(({ itemName }) => itemName);
    const fresh = Object.fromEntries(names.map((name) => [name, crypto.randomUUID()]));
    setProblem(failed[0] && problemOf(failed[0]));
    setAccepted([]);
    setAsked(names);
    change({ pinIds: { ...draft.pinIds, ...fresh } });
  };

  return {
    draft,
    change,
    submit,
    isSending: request.isPending,
    outcomes,
    pollError,
    problem,
    startAgain,
    forget: () => forgetPinDraft(reportId, itemNames),
  };
}

export function hasFailed({ pin }: Outcome): boolean {
  return !pin || pin.state === 'failed';
}

export function isOver({ pin }: Outcome): boolean {
  return !pin || isFinal(pin);
}

/** Why an item was not pinned, as the sentence that was recorded. */
export function problemOf({ pin, problem }: Outcome): Problem | undefined {
  if (problem) return problem;
  return pin?.state === 'failed' ? new Problem(0, pin.code ?? 'FAILED', pin.text ?? '') : undefined;
}

function outcomeOf(
  itemName: string,
  id: string | undefined,
  known: { readonly accepted: readonly RequestedPin[]; readonly pins: readonly Pin[] },
): readonly Outcome[] {
  const requested = known.accepted.find((one) => one.id === id);
  if (requested?.problem) {
    const { status, code, title, detail } = requested.problem;
    return [{ itemName, problem: new Problem(status, code, detail ?? title) }];
  }
  const pin = known.pins.find((one) => one.id === id) ?? requested?.pin;
  return pin ? [{ itemName, pin }] : [];
}

function choiceOf(
  draft: PinDraft,
  { reportId, parameters }: { readonly reportId: string; readonly parameters: ParameterValues },
): PinChoice | undefined {
  const { as, mode, workspaceId, dashboardId, dashboardName } = draft;
  const when = draftWhen(draft);
  if (!when) return undefined;
  const words = dashboardName.trim();
  const place = mode === 'picture' ? words !== '' && { dashboardName: words } : { workspaceId, dashboardId };
  const content = mode === 'guided' && draft.content === 'data' && { content: draft.content };
  return { ...(as === 'service' && { as }), mode, ...content, reportId, parameters, ...place, when };
}
