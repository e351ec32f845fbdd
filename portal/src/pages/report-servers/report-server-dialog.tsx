import { Field, Input, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { useSaveReportServer } from '../../api/report-servers.ts';
import type { ReportServer } from '../../api/types.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { text } from '../../text/text.ts';
import { ServerAccountFields } from './server-account-fields.tsx';
import { formOf, inputOf, type ServerForm } from './server-form.ts';

const AUTHS = ['ntlm', 'basic', 'forms', 'entra-proxy'] as const;

/** How a report server is reached. The server is looked at before anything is kept; what was entered stays if refused. */
export function ReportServerDialog(props: {
  readonly server: ReportServer | undefined;
  readonly onClose: () => void;
}) {
  const { server, onClose } = props;
  const [form, setForm] = useState(() => formOf(server));
  const [wasSent, setSent] = useState(false);
  const { mutate, isPending, error } = useSaveReportServer(server?.id);
  const { servers, dataSources } = text;
  const change = (part: Partial<ServerForm>) => setForm((before) => ({ ...before, ...part }));
  const lacks = (value: string) =>
    wasSent && value.trim() === '' && { validationMessage: dataSources.needed };
  const save = () => {
    setSent(true);
    const input = inputOf(form, server);
    if (input && !isPending) mutate(input, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={server ? servers.editTitle(server.name) : servers.connect}
      action={isPending ? dataSources.testing : text.common.save}
      isPending={isPending}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      <Field label={text.sharedSchedules.name} required {...lacks(form.name)}>
        <Input value={form.name} maxLength={100} onChange={(_, { value }) => change({ name: value })} />
      </Field>
      <Field label={servers.portal} hint={servers.portalHint} required {...lacks(form.portalUrl)}>
        <Input type="url" value={form.portalUrl} onChange={(_, { value }) => change({ portalUrl: value })} />
      </Field>
      <SelectField
        label={servers.auth}
        options={AUTHS}
        names={servers.auths}
        value={form.auth}
        onChange={(auth) => change({ auth })}
      />
      <ServerAccountFields server={server} form={form} wasSent={wasSent} onChange={change} />
      <Field label={servers.timeZone} hint={servers.timeZoneHint}>
        <Input
          value={form.timeZone}
          maxLength={100}
          onChange={(_, { value }) => change({ timeZone: value })}
        />
      </Field>
      <Field
        label={servers.certificates}
        hint={server?.connection?.hasCertificates ? servers.certificatesKept : servers.certificatesHint}
      >
        <Textarea
          value={form.ca}
          maxLength={20_000}
          spellCheck={false}
          onChange={(_, { value }) => change({ ca: value })}
        />
      </Field>
    </FormDialog>
  );
}
