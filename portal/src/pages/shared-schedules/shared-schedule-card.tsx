import { Badge, Button, makeStyles, tokens } from '@fluentui/react-components';
import { DeleteRegular, EditRegular, PauseRegular, PlayCircleRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useDeleteSharedSchedule, usePutSharedSchedule } from '../../api/shared-schedules.ts';
import type { SharedSchedule } from '../../api/types.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';
import { SharedScheduleDialog } from './shared-schedule-dialog.tsx';

const COLORS = { active: 'success', paused: 'informative', leaving: 'warning' } as const;

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** One of them, for everybody who follows it. */
export function SharedScheduleCard({ shared }: { readonly shared: SharedSchedule }) {
  const { id, name, schedule, scheduleText, state, stamp, followers = 0 } = shared;
  const styles = useStyles();
  const [opened, setOpened] = useState<'edit' | 'delete'>();
  const put = usePutSharedSchedule();
  const remove = useDeleteSharedSchedule();
  const isActive = state === 'active';
  return (
    <Section
      title={name}
      aside={
        <Badge appearance="tint" size="large" color={COLORS[state]}>
          {text.sharedSchedules.states[state]}
        </Badge>
      }
    >
      <div>
        {scheduleText}
        <div className={styles.quiet}>{text.sharedSchedules.followers(followers)}</div>
      </div>
      {put.error && <ProblemMessage error={put.error} />}
      {state !== 'leaving' && (
        <div className={styles.actions}>
          <Button icon={<EditRegular />} onClick={() => setOpened('edit')}>
            {text.subscriptions.edit}
          </Button>
          <Button
            icon={isActive ? <PauseRegular /> : <PlayCircleRegular />}
            disabledFocusable={put.isPending}
            onClick={() => put.mutate({ id, stamp, name, schedule, state: isActive ? 'paused' : 'active' })}
          >
            {isActive ? text.subscriptions.pause : text.subscriptions.resume}
          </Button>
          <Button icon={<DeleteRegular />} onClick={() => setOpened('delete')}>
            {text.common.delete}
          </Button>
        </div>
      )}
      {opened === 'edit' && <SharedScheduleDialog shared={shared} onClose={() => setOpened(undefined)} />}
      {opened === 'delete' && (
        <ConfirmDialog
          title={text.sharedSchedules.deleteTitle(name)}
          consequences={[text.sharedSchedules.deleteConsequence(followers)]}
          action={text.common.delete}
          isPending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(id, { onSuccess: () => setOpened(undefined) })}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Section>
  );
}
