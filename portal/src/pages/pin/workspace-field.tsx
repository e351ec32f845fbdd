import { useWorkspaces } from '../../api/power-bi.ts';
import type { ActingAs } from '../../api/types.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { PlaceSelect } from './place-select.tsx';

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
  if (data.value.length === 0) return <div>{text.pin.noWorkspaces[as]}</div>;
  return (
    <PlaceSelect
      label={text.pin.workspace}
      placeholder={text.pin.chooseWorkspace}
      places={data.value}
      value={value}
      isMissing={isMissing}
      onChange={onChange}
    />
  );
}
