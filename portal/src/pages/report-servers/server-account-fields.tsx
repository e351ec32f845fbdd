import { Field, Input } from '@fluentui/react-components';
import type { ReportServer } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import { keepsPassword, type ServerForm } from './server-form.ts';

/** As whom the server is asked: an account with its password, or behind the application proxy each person themselves. */
export function ServerAccountFields(props: {
  readonly server: ReportServer | undefined;
  readonly form: ServerForm;
  readonly wasSent: boolean;
  readonly onChange: (part: Partial<ServerForm>) => void;
}) {
  const { server, form, wasSent, onChange } = props;
  const { servers, dataSources } = text;
  if (form.auth === 'entra-proxy')
    return (
      <Field label={servers.proxyResource} hint={servers.proxyResourceHint}>
        <Input
          value={form.proxyResource}
          maxLength={500}
          onChange={(_, { value }) => onChange({ proxyResource: value })}
        />
      </Field>
    );
  const isKept = keepsPassword(form, server);
  const lacks = (value: string) =>
    wasSent && value.trim() === '' && { validationMessage: dataSources.needed };
  return (
    <>
      <Field label={servers.account} hint={servers.serverAccountHint} required {...lacks(form.account)}>
        <Input
          value={form.account}
          maxLength={256}
          autoComplete="off"
          onChange={(_, { value }) => onChange({ account: value })}
        />
      </Field>
      <Field
        label={dataSources.password}
        hint={isKept ? servers.passwordKept : dataSources.passwordHint}
        required={!isKept}
        {...(!isKept && lacks(form.password))}
      >
        <Input
          type="password"
          value={form.password}
          maxLength={4000}
          autoComplete="new-password"
          onChange={(_, { value }) => onChange({ password: value })}
        />
      </Field>
      <Field label={servers.pattern} hint={servers.patternHint}>
        <Input
          value={form.userNamePattern}
          maxLength={200}
          onChange={(_, { value }) => onChange({ userNamePattern: value })}
        />
      </Field>
    </>
  );
}
