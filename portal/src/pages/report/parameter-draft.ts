import { useState } from 'react';
import { useParameterPrompts } from '../../api/reports.ts';
import type { ParameterPrompt, ParameterValue, ParameterValues } from '../../api/types.ts';
import { queryOf } from './report-address.ts';

export type ParameterDraft = {
  readonly prompts: readonly ParameterPrompt[] | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
  /** Valid values that depend on what was just chosen are being asked for. */
  readonly isReloading: boolean;
  /** What somebody has entered and not yet viewed; undefined where the report's own value stands. */
  readonly entered: (name: string) => ParameterValue | undefined;
  readonly enter: (name: string, value: ParameterValue) => void;
  /** What viewing would put into the address. */
  readonly given: ParameterValues;
};

/**
 * What is entered into the parameters form, from the values of the address on. Choosing a value that others depend on
 * asks for them anew and drops what was chosen there; what is typed elsewhere asks for nothing.
 */
export function useParameterDraft(options: {
  readonly reportId: string;
  readonly values: ParameterValues;
  readonly enabled: boolean;
}): ParameterDraft {
  const { reportId, values, enabled } = options;
  const viewed = queryOf(values).toString();
  const [state, setState] = useState({ viewed, draft: values, asked: viewed });
  // Another address, by a link or the back button, begins anew; viewing the draft leads to the same one.
  const present = state.viewed === viewed ? state : { viewed, draft: values, asked: viewed };
  if (present !== state) setState(present);
  const { draft, asked } = present;
  const { data, error, isPlaceholderData, refetch } = useParameterPrompts({
    reportId,
    query: asked,
    enabled,
  });
  const prompts = data?.value;

  const enter = (name: string, value: ParameterValue) => {
    const dependants = prompts?.filter(({ dependsOn }) => dependsOn.includes(name)) ?? [];
    const dropped = new Set(dependants.map((dependant) => dependant.name));
    const kept = Object.entries(draft).filter(([other]) => !dropped.has(other));
    const next = { ...Object.fromEntries(kept), [name]: value };
    const asks = dropped.size > 0 ? queryOf(givenOf(next, prompts)).toString() : asked;
    setState({ viewed, draft: next, asked: asks });
  };

  return {
    prompts,
    error: data ? null : error,
    retry: () => void refetch(),
    isReloading: isPlaceholderData,
    entered: (name) => draft[name],
    enter,
    given: givenOf(draft, prompts),
  };
}

/** What was left empty is not given, so that the report's own value stands; a blank text counts where it may be blank. */
function givenOf(draft: ParameterValues, prompts: readonly ParameterPrompt[] | undefined): ParameterValues {
  const entries = Object.entries(draft).flatMap(([name, value]): [string, ParameterValue][] => {
    const allowBlank = prompts?.find((prompt) => prompt.name === name)?.allowBlank ?? false;
    if (value === null) return [[name, null]];
    if (typeof value === 'string') return value === '' && !allowBlank ? [] : [[name, value]];
    const filled = value.filter((one) => one !== '' || allowBlank);
    return filled.length > 0 ? [[name, filled]] : [];
  });
  return Object.fromEntries(entries);
}

/** Names of the visible parameters that need a value and have none; a refused one says so itself. */
export function missingParameters(
  prompts: readonly ParameterPrompt[],
  given?: ParameterValues,
): readonly string[] {
  return prompts
    .filter(({ hidden, values, problem, waitsFor }) => {
      if (hidden || problem !== undefined || waitsFor.length > 0) return false;
      return values.length === 0;
    })
    .map(({ name }) => name)
    .filter((name) => given?.[name] === undefined);
}
