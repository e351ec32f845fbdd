import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useDashboards } from '../../api/power-bi.ts';
import type { ActingAs } from '../../api/types.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { NewDashboard } from './new-dashboard.tsx';
import { PlaceSelect } from './place-select.tsx';

const useStyles = makeStyles({
  field: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  add: { alignSelf: 'flex-start' },
});

/** The dashboards of a workspace that the person can edit, live from Power BI; or a new one. */
export function DashboardField(props: {
  readonly as: ActingAs;
  readonly workspaceId: string;
  readonly value: string;
  readonly isMissing: boolean;
  readonly returnTo: string;
  readonly onChange: (dashboardId: string) => void;
}) {
  const { as, workspaceId, value, isMissing, returnTo, onChange } = props;
  const styles = useStyles();
  const [isAdding, setAdding] = useState(false);
  const { data, error, isPending, refetch } = useDashboards(as, workspaceId);
  if (isPending) return <Loading label={text.pin.loadingDashboards} />;
  if (!data) return <ProblemMessage error={error} returnTo={returnTo} onRetry={refetch} />;
  const isEmpty = data.value.length === 0;
  return (
    <div className={styles.field}>
      {isEmpty ? (
        <div>{text.pin.noDashboards}</div>
      ) : (
        <PlaceSelect
          label={text.pin.dashboard}
          placeholder={text.pin.chooseDashboard}
          places={data.value}
          value={value}
          isMissing={isMissing}
          onChange={onChange}
        />
      )}
      {isAdding || isEmpty ? (
        <NewDashboard
          as={as}
          workspaceId={workspaceId}
          returnTo={returnTo}
          onMade={({ id }) => {
            setAdding(false);
            onChange(id);
          }}
        />
      ) : (
        <Button
          className={styles.add}
          appearance="transparent"
          size="small"
          icon={<AddRegular />}
          onClick={() => setAdding(true)}
        >
          {text.pin.newDashboard}
        </Button>
      )}
    </div>
  );
}
