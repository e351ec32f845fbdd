import { Button } from '@fluentui/react-components';
import { AddRegular, CalendarClockRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useMe } from '../../api/me.ts';
import { useSharedSchedules } from '../../api/shared-schedules.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { AdminOnly } from '../../shell/admin-only.tsx';
import { text } from '../../text/text.ts';
import { SharedScheduleCard } from './shared-schedule-card.tsx';
import { SharedScheduleDialog } from './shared-schedule-dialog.tsx';

/** Schedules that many subscriptions follow: edited and paused in one place. */
export function SharedSchedulesPage() {
  const { data: me } = useMe();
  const [isAdding, setAdding] = useState(false);
  const { data, error, isPending, refetch } = useSharedSchedules();
  return (
    <Page
      title={text.sharedSchedules.title}
      lead={text.sharedSchedules.lead}
      actions={
        me?.user?.admin && (
          <Button appearance="primary" icon={<AddRegular />} onClick={() => setAdding(true)}>
            {text.sharedSchedules.add}
          </Button>
        )
      }
    >
      <AdminOnly>
        {isPending && <Loading />}
        {error && <ProblemMessage error={error} onRetry={refetch} />}
        {data?.value.length === 0 && (
          <EmptyState
            icon={<CalendarClockRegular />}
            title={text.sharedSchedules.emptyTitle}
            body={text.sharedSchedules.empty}
          />
        )}
        {data?.value.map((shared) => (
          <SharedScheduleCard key={shared.id} shared={shared} />
        ))}
      </AdminOnly>
      {isAdding && <SharedScheduleDialog shared={undefined} onClose={() => setAdding(false)} />}
    </Page>
  );
}
