import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { useChangeSubscription } from '../../api/subscriptions.ts';
import type { Schedule, Subscription, SubscriptionChange } from '../../api/types.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { ScheduleBuilder } from '../../schedule/schedule-builder.tsx';
import { formOf, scheduleOf } from '../../schedule/schedule-form.ts';
import { SchedulePreview } from '../../schedule/schedule-preview.tsx';
import { text } from '../../text/text.ts';
import { SharedScheduleField } from './shared-schedule-field.tsx';

/** S2: another schedule, and Report Visual Name. What was entered stays when it is refused. */
export function EditDialog(props: { readonly subscription: Subscription; readonly onClose: () => void }) {
  const { subscription, onClose } = props;
  const [visual, setVisual] = useState(subscription.itemName);
  const [form, setForm] = useState(() => formOf(subscription.schedule));
  const [shared, setShared] = useState(subscription.sharedScheduleId ?? '');
  const [wasSent, setSent] = useState(false);
  const { mutate, isPending, error } = useChangeSubscription();
  const itemName = visual.trim();
  const schedule = scheduleOf(form);
  const save = () => {
    setSent(true);
    if (itemName === '' || !schedule || isPending) return;
    const isOther = JSON.stringify(schedule) !== JSON.stringify(scheduleOf(formOf(subscription.schedule)));
    const change = {
      ...scheduleChange(shared, {
        present: subscription.sharedScheduleId ?? '',
        ...(isOther && { schedule }),
      }),
      ...(itemName !== subscription.itemName && { itemName }),
    };
    if (Object.keys(change).length === 0) onClose();
    else mutate({ subscription, change }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={text.edit.title(subscription.itemName)}
      isPending={isPending}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      <Field
        label={text.edit.visual}
        hint={text.edit.visualHint}
        required
        {...(wasSent && itemName === '' && { validationMessage: text.edit.visualEmpty })}
      >
        <Input value={visual} maxLength={256} onChange={(_, { value }) => setVisual(value)} />
      </Field>
      <SharedScheduleField value={shared} onChange={setShared} />
      {shared === '' && (
        <>
          <ScheduleBuilder
            form={form}
            wasSent={wasSent}
            onChange={(change) => setForm((before) => ({ ...before, ...change }))}
          />
          <SchedulePreview schedule={schedule} />
        </>
      )}
    </FormDialog>
  );
}

/** Either a shared schedule or one of its own; nothing where that is as it was. */
function scheduleChange(
  shared: string,
  { present, schedule }: { readonly present: string; readonly schedule?: Schedule },
): SubscriptionChange {
  if (shared !== '') return shared === present ? {} : { sharedScheduleId: shared };
  return { ...(present !== '' && { sharedScheduleId: null }), ...(schedule && { schedule }) };
}
