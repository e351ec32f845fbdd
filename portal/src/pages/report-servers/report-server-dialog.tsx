import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Select,
  tokens,
} from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { useSaveReportServer } from '../../api/report-servers.ts';
import type { ReportServer, ReportServerInput } from '../../api/types.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { useFocusBack } from '../../parts/use-focus-back.ts';
import { text } from '../../text/text.ts';

const useStyles = makeStyles({
  content: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    padding: '4px 2px 12px',
  },
});

type Form = Required<
  Pick<ReportServerInput, 'name' | 'portalUrl' | 'auth' | 'account' | 'password' | 'userNamePattern'>
>;

/** How a report server is reached. The server is looked at before anything is kept; what was entered stays if refused. */
export function ReportServerDialog(props: {
  readonly server: ReportServer | undefined;
  readonly onClose: () => void;
}) {
  const { server, onClose } = props;
  const styles = useStyles();
  useFocusBack();
  const [form, setForm] = useState<Form>({
    name: server?.name ?? '',
    portalUrl: server?.portalUrl ?? '',
    auth: 'ntlm',
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
  const save = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    const input = inputOf(form);
    if (input && !isPending) mutate(input, { onSuccess: onClose });
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => open || onClose()}>
      <DialogSurface>
        <form onSubmit={save} noValidate autoComplete="off">
          <DialogBody>
            <DialogTitle>{server ? servers.editTitle(server.name) : servers.connect}</DialogTitle>
            <DialogContent className={styles.content}>
              <Field label={text.sharedSchedules.name} required {...lacks(form.name)}>
                <Input
                  value={form.name}
                  maxLength={100}
                  onChange={(_, { value }) => change({ name: value })}
                />
              </Field>
              <Field label={servers.portal} hint={servers.portalHint} required {...lacks(form.portalUrl)}>
                <Input
                  type="url"
                  value={form.portalUrl}
                  onChange={(_, { value }) => change({ portalUrl: value })}
                />
              </Field>
              <Field label={servers.auth}>
                <Select
                  value={form.auth}
                  onChange={(_, { value }) => change({ auth: value === 'basic' ? 'basic' : 'ntlm' })}
                >
                  <option value="ntlm">{servers.auths.ntlm}</option>
                  <option value="basic">{servers.auths.basic}</option>
                </Select>
              </Field>
              <Field
                label={servers.account}
                hint={servers.serverAccountHint}
                required
                {...lacks(form.account)}
              >
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
              {error && <ProblemMessage error={error} />}
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{text.common.cancel}</Button>
              <Button type="submit" appearance="primary" disabledFocusable={isPending}>
                {isPending ? dataSources.testing : text.common.save}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}

function inputOf(form: Form): ReportServerInput | undefined {
  const { name, portalUrl, auth, account, password, userNamePattern } = form;
  const needed = { name: name.trim(), portalUrl: portalUrl.trim(), auth, account: account.trim(), password };
  if (Object.values(needed).includes('')) return undefined;
  const pattern = userNamePattern.trim();
  return { ...needed, ...(pattern !== '' && { userNamePattern: pattern }) };
}
