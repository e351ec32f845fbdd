import type { ReportServer, ReportServerInput } from '../../api/types.ts';

/** What the form of a report server holds; an empty text is nothing entered. */
export type ServerForm = Readonly<Record<Exclude<keyof ReportServerInput, 'auth'>, string>> & {
  readonly auth: ReportServerInput['auth'];
};

/** The form as it opens: what is kept of the server, but for its password and its certificates, which never come back. */
export function formOf(server: ReportServer | undefined): ServerForm {
  const kept = server?.connection;
  return {
    name: server?.name ?? '',
    portalUrl: server?.portalUrl ?? '',
    auth: server?.auth ?? 'ntlm',
    account: kept?.account ?? '',
    password: '',
    ca: '',
    proxyResource: kept?.proxyResource ?? '',
    userNamePattern: kept?.userNamePattern ?? '',
    timeZone: kept?.timeZone ?? '',
  };
}

/** Whether the kept password can stay: it goes to the server and the account it was entered for, and nowhere else. */
export function keepsPassword(form: ServerForm, server: ReportServer | undefined): boolean {
  return (
    server !== undefined &&
    server.connection?.account === form.account.trim() &&
    server.auth === form.auth &&
    originOf(server.portalUrl) === originOf(form.portalUrl)
  );
}

/** Undefined while something that is needed is missing. Behind the proxy nobody has a password. */
export function inputOf(form: ServerForm, server: ReportServer | undefined): ReportServerInput | undefined {
  const { auth, password } = form;
  const [name, portalUrl, account] = [form.name.trim(), form.portalUrl.trim(), form.account.trim()];
  if (name === '' || portalUrl === '') return undefined;
  const common = { name, portalUrl, auth, ...entered({ ca: form.ca, timeZone: form.timeZone }) };
  if (auth === 'entra-proxy') return { ...common, ...entered({ proxyResource: form.proxyResource }) };
  if (account === '' || (password === '' && !keepsPassword(form, server))) return undefined;
  return {
    ...common,
    account,
    ...(password !== '' && { password }),
    ...entered({ userNamePattern: form.userNamePattern }),
  };
}

function entered(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(texts)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}
