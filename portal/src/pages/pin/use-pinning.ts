import { useState } from 'react';
import { usePin, useRequestPin } from '../../api/pins.ts';
import { Problem, toProblem } from '../../api/problem.ts';
import type { ParameterValues, Pin, VisualItem } from '../../api/types.ts';
import { forgetPinDraft, type PinDraft, usePinDraft } from './pin-draft.ts';

export type Pinning = {
  readonly draft: PinDraft;
  readonly change: (change: Partial<PinDraft>) => void;
  readonly submit: () => void;
  /** The request itself is on its way. */
  readonly isSending: boolean;
  /** What the server has recorded of it. */
  readonly pin: Pin | undefined;
  readonly pollError: Error | null;
  /** Why the last attempt was refused; stays until the next one. */
  readonly problem: Problem | undefined;
  /** After a recorded failure: the same choices, to be sent as another pin. */
  readonly startAgain: () => void;
  readonly forget: () => void;
};

/**
 * One pin from the choices to its end. A request that was not answered is repeated with the same id, so that it stays
 * one pin; only one that was recorded as failed is followed by another.
 */
export function usePinning(options: {
  readonly reportId: string;
  readonly item: VisualItem;
  readonly parameters: ParameterValues;
}): Pinning {
  const { reportId, item, parameters } = options;
  const [draft, change] = usePinDraft(reportId, item.name);
  const [isAccepted, setAccepted] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const request = useRequestPin();
  const progress = usePin(isAccepted ? draft.pinId : undefined);

  const submit = () => {
    if (request.isPending) return;
    setProblem(undefined);
    const { pinId, workspaceId, dashboardId, frequency, timeZone } = draft;
    const when = { frequency, timeZone };
    request.mutate(
      { id: pinId, request: { reportId, itemName: item.name, parameters, workspaceId, dashboardId, when } },
      { onSuccess: () => setAccepted(true), onError: (error) => setProblem(toProblem(error)) },
    );
  };

  const pin = isAccepted ? progress.data : undefined;
  return {
    draft,
    change,
    submit,
    isSending: request.isPending,
    pin,
    pollError: progress.error,
    problem,
    startAgain: () => {
      setProblem(problemOfPin(pin));
      setAccepted(false);
      change({ pinId: crypto.randomUUID() });
    },
    forget: () => forgetPinDraft(reportId, item.name),
  };
}

/** The failure a pin ended with, as the sentence it recorded. */
export function problemOfPin(pin: Pin | undefined): Problem | undefined {
  if (pin?.state !== 'failed') return undefined;
  return new Problem(0, pin.code ?? 'FAILED', pin.text ?? '');
}
