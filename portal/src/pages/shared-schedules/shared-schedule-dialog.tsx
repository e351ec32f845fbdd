import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { usePutSharedSchedule } from '../../api/shared-schedules.ts';
import type { SharedSchedule } from '../../api/types.ts';
import { readersTimeZone, todayIn } from '../../format/time.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { ScheduleBuilder } from '../../schedule/schedule-builder.tsx';
import { formOf, scheduleOf } from '../../schedule/schedule-form.ts';
import { SchedulePreview } from '../../schedule/schedule-preview.tsx';
import { text } from '../../text/text.ts';

const MORNING = '07:00';

/** Makes a shared schedule, or changes one for all its followers. What was entered stays when it is refused. */
export function SharedScheduleDialog(props: {
  readonly shared: SharedSchedule | undefined;
  readonly onClose: () => void;
}) {
  const { shared, onClose } = props;
  const [id] = useState(() => shared?.id ?? crypto.randomUUID());
  const [name, setName] = useState(shared?.name ?? '');
  const [form, setForm] = useState(() => formOf(shared?.schedule ?? dailyFrom(readersTimeZone())));
  const [wasSent, setSent] = useState(false);
  const { mutate, isPending, error } = usePutSharedSchedule();
  const schedule = scheduleOf(form);
  const wanted = name.trim();
  const save = () => {
    setSent(true);
    if (wanted === '' || !schedule || isPending) return;
    const state = shared?.state === 'paused' ? 'paused' : 'active';
    mutate({ id, stamp: shared?.stamp, name: wanted, schedule, state }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={shared ? text.sharedSchedules.editTitle(shared.name) : text.sharedSchedules.add}
      isPending={isPending}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      <Field
        label={text.sharedSchedules.name}
        required
        {...(wasSent && wanted === '' && { validationMessage: text.sharedSchedules.nameNeeded })}
      >
        <Input value={name} maxLength={100} onChange={(_, { value }) => setName(value)} />
      </Field>
      <ScheduleBuilder
        form={form}
        wasSent={wasSent}
        onChange={(change) => setForm((before) => ({ ...before, ...change }))}
      />
      <SchedulePreview schedule={schedule} />
    </FormDialog>
  );
}

function dailyFrom(zone: string) {
  return { zone, start: `${todayIn(zone)}T${MORNING}`, recurrence: { kind: 'daily', every: 1 } } as const;
}
