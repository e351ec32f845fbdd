import { Field, Select } from '@fluentui/react-components';
import { useWorkspaces } from '../../api/power-bi.ts';
import type { ActingAs } from '../../api/types.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';

/** The person's workspaces, live from Power BI. */
export function WorkspaceField(props: {
  readonly as: ActingAs;
  readonly value: string;
  readonly isMissing: boolean;
  readonly returnTo: string;
  readonly onChange: (workspaceId: string) => void;
}) {
  const { as, value, isMissing, returnTo, onChange } = props;
  const { data, error, isPending, refetch } = useWorkspaces(as);
  if (isPending) return <Loading label={text.pin.loadingWorkspaces} />;
  if (!data) return <ProblemMessage error={error} returnTo={returnTo} onRetry={refetch} />;
  if (data.value.length === 0) return <div>{text.pin.noWorkspaces}</div>;
  const isThere = data.value.some(({ id }) => id === value);
  return (
    <Field
      label={text.pin.workspace}
      required
      {...(isMissing && { validationMessage: text.pin.chooseWorkspace })}
    >
      <Select value={isThere ? value : ''} onChange={(_, { value: chosen }) => onChange(chosen)}>
        <option value="" disabled hidden>
          {text.pin.chooseWorkspace}
        </option>
        {data.value.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
