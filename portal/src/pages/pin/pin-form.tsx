import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { Report } from '../../api/types.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { SchedulePreview } from '../../schedule/schedule-preview.tsx';
import { text } from '../../text/text.ts';
import { AsField } from './as-field.tsx';
import { FrequencyFields } from './frequency-fields.tsx';
import { ModeField } from './mode-field.tsx';
import { PinActions } from './pin-actions.tsx';
import { draftSchedule, draftWhen, follows, inNameOf } from './pin-draft.ts';
import { PlaceFields } from './place-fields.tsx';
import type { Pinning } from './use-pinning.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0, flexGrow: 1 },
});

/** Where, how often and in which way; what was chosen stays through every refusal. */
export function PinForm(props: {
  readonly report: Report;
  readonly pinning: Pinning;
  readonly returnTo: string;
  /** Whether the person may pin in the name of the installation. */
  readonly mayActAsService: boolean;
  readonly onCancel: () => void;
}) {
  const { report, pinning, returnTo, mayActAsService, onCancel } = props;
  const { draft, change, problem, isSending } = pinning;
  const styles = useStyles();
  const [wasSent, setSent] = useState(false);
  const isPicture = draft.mode === 'picture';
  const isPlaced = isPicture || (draft.workspaceId !== '' && draft.dashboardId !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (isPlaced && draftWhen(draft)) pinning.submit();
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {report.credentials === 'missing' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{text.pin.missingCredentials(report.missingCredentials.join(', '))}</MessageBarBody>
        </MessageBar>
      )}
      {(mayActAsService || draft.as === 'service') && (
        <AsField value={draft.as} onChange={(as) => change(inNameOf(as, draft))} />
      )}
      {isPicture ? (
        <Field label={text.pin.pictureWhere} hint={text.pin.pictureWhereHint}>
          <Input
            value={draft.dashboardName}
            maxLength={200}
            onChange={(_, { value }) => change({ dashboardName: value })}
          />
        </Field>
      ) : (
        <PlaceFields draft={draft} wasSent={wasSent} returnTo={returnTo} onChange={change} />
      )}
      <FrequencyFields draft={draft} wasSent={wasSent} onChange={change} />
      {!follows(draft) && <SchedulePreview schedule={draftSchedule(draft)} />}
      <ModeField draft={draft} onChange={change} />
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
