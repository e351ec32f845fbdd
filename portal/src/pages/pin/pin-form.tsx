import { Button, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { Report } from '../../api/types.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { DashboardField } from './dashboard-field.tsx';
import { FrequencyFields } from './frequency-fields.tsx';
import { PinActions } from './pin-actions.tsx';
import type { Pinning } from './use-pinning.ts';
import { WorkspaceField } from './workspace-field.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0, flexGrow: 1 },
});

/** Workspace, dashboard and how often; what was chosen stays through every refusal. */
export function PinForm(props: {
  readonly report: Report;
  readonly pinning: Pinning;
  readonly returnTo: string;
  readonly onCancel: () => void;
}) {
  const { report, pinning, returnTo, onCancel } = props;
  const { draft, change, problem, isSending } = pinning;
  const styles = useStyles();
  const [wasSent, setSent] = useState(false);
  const isComplete = draft.workspaceId !== '' && draft.dashboardId !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (isComplete) pinning.submit();
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {report.credentials === 'missing' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{text.pin.missingCredentials(report.missingCredentials.join(', '))}</MessageBarBody>
        </MessageBar>
      )}
      <WorkspaceField
        value={draft.workspaceId}
        isMissing={wasSent && draft.workspaceId === ''}
        returnTo={returnTo}
        onChange={(workspaceId) => change({ workspaceId, dashboardId: '' })}
      />
      {draft.workspaceId !== '' && (
        <DashboardField
          key={draft.workspaceId}
          workspaceId={draft.workspaceId}
          value={draft.dashboardId}
          isMissing={wasSent && draft.dashboardId === ''}
          returnTo={returnTo}
          onChange={(dashboardId) => change({ dashboardId })}
        />
      )}
      <FrequencyFields frequency={draft.frequency} timeZone={draft.timeZone} onChange={change} />
      {problem && <ProblemMessage error={problem} title={text.pin.failedTitle} />}
      <PinActions>
        <Button type="submit" appearance="primary" disabledFocusable={isSending}>
          {isSending ? text.pin.sending : text.pin.submit}
        </Button>
        <Button onClick={onCancel}>{text.common.cancel}</Button>
      </PinActions>
    </form>
  );
}
