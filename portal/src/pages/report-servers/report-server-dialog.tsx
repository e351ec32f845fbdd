import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { useSaveReportServer } from '../../api/report-servers.ts';
import type { ReportServer, ReportServerInput } from '../../api/types.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { text } from '../../text/text.ts';

const AUTHS = ['ntlm', 'basic', 'forms', 'entra-proxy'] as const;

type Form = Required<Omit<ReportServerInput, 'ca' | 'timeZone'>>;

/** How a report server is reached. The server is looked at before anything is kept; what was entered stays if refused. */
export function ReportServerDialog(props: {
  readonly server: ReportServer | undefined;
  readonly onClose: () => void;
}) {
  const { server, onClose } = props;
  const [form, setForm] = useState<Form>({
    name: server?.name ?? '',
    portalUrl: server?.portalUrl ?? '',
    auth: server?.auth ?? 'ntlm',
    proxyResource: '',
    account: '',
    password: '',
    userNamePattern: '',
  });
  const [wasSent, setSent] = useState(false);
  const { mutate, isPending, error } = useSaveReportServer(server?.id);
  const { servers, dataSources } = text;
  const change = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }));
  const lacks = (value: string) =>
    wasSent && value.trim() === '' && { validationMessage: dataSources.needed };
  const save = () => {
    setSent(true);
    const input = inputOf(form);
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
      {form.auth === 'entra-proxy' ? (
        <Field label={servers.proxyResource} hint={servers.proxyResourceHint}>
          <Input
            value={form.proxyResource}
            maxLength={500}
            onChange={(_, { value }) => change({ proxyResource: value })}
          />
        </Field>
      ) : (
        <>
          <Field label={servers.account} hint={servers.serverAccountHint} required {...lacks(form.account)}>
            <Input
              value={form.account}
              maxLength={256}
              autoComplete="off"
              onChange={(_, { value }) => change({ account: value })}
            />
          </Field>
          <Field
            label={dataSources.password}
            hint={dataSources.passwordHint}
            required
            {...lacks(form.password)}
          >
            <Input
              type="password"
              value={form.password}
              maxLength={4000}
              autoComplete="new-password"
              onChange={(_, { value }) => change({ password: value })}
            />
          </Field>
          <Field label={servers.pattern} hint={servers.patternHint}>
            <Input
              value={form.userNamePattern}
              maxLength={200}
              onChange={(_, { value }) => change({ userNamePattern: value })}
            />
          </Field>
        </>
      )}
    </FormDialog>
  );
}

/** Undefined while something that is needed is missing. Behind the proxy nobody has a password. */
function inputOf(form: Form): ReportServerInput | undefined {
  const { auth } = form;
  const [name, portalUrl, account] = [form.name.trim(), form.portalUrl.trim(), form.account.trim()];
  const { password } = form;
  if (name === '' || portalUrl === '') return undefined;
  if (auth === 'entra-proxy') {
    const proxyResource = form.proxyResource.trim();
    return { name, portalUrl, auth, ...(proxyResource !== '' && { proxyResource }) };
  }
  if (account === '' || password === '') return undefined;
  const userNamePattern = form.userNamePattern.trim();
  return { name, portalUrl, auth, account, password, ...(userNamePattern !== '' && { userNamePattern }) };
}
