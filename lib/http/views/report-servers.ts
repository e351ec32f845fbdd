import { z } from 'zod';
import type { ServerLink } from '../../report-server/access/report-servers.ts';
import type { CopiedItem } from '../../report-server/copy/plan-copy.ts';
import type { ImportPlan } from '../../report-server/import/plan-import.ts';
import type { ConnectedServer } from '../../report-server/manage/connect-server.ts';
import { SERVER_AUTH, type StoredReportServer } from '../../report-server/server.ts';
import { scheduleSchema } from '../../schedules/schema.ts';
import { guid, instant, reportId } from './common.ts';

/** Report servers as the API shows and takes them; never a password. */
export const reportServerId = z.string().regex(/^[0-9a-f]{8}$/, { error: 'is no id of a report server' });

const linkView = z
  .object({ kind: z.enum(['own', 'matched']), account: z.string() })
  .optional()
  .describe('As whom you are known there.');

/** What everybody sees of a server. */
export const reportServerView = z
  .object({
    id: z.string(),
    name: z.string(),
    portalUrl: z.string(),
    product: z.string(),
    productVersion: z.string(),
    link: linkView,
    auth: z.enum(SERVER_AUTH),
    canMatch: z.boolean().describe('Whether you may be known there by your user name, without a password.'),
    connection: z
      .object({
        account: z.string(),
        hasCertificates: z.boolean(),
        proxyResource: z.string().optional(),
        userNamePattern: z.string().optional(),
        timeZone: z.string(),
      })
      .optional()
      .describe('How it is reached: for administrators.'),
  })
  .meta({ id: 'ReportServer' });

const rightView = z.object({
  right: z.enum(['browse', 'read-definitions', 'see-data-sources', 'execute-definitions', 'see-policies']),
  state: z.enum(['granted', 'missing', 'unknown']),
  role: z.string().describe('The role that gives it.'),
  without: z.string().describe('What does not work without it.'),
});

/** What an administrator sees after looking at it. */
export const connectedServerView = z
  .object({
    id: z.string(),
    name: z.string(),
    portalUrl: z.string(),
    auth: z.enum(SERVER_AUTH),
    proxyResource: z.string().optional(),
    account: z.string(),
    hasCertificates: z.boolean(),
    userNamePattern: z.string().optional(),
    timeZone: z.string(),
    product: z.string(),
    productName: z.string(),
    productVersion: z.string(),
    serverAccount: z.string().describe('The account as the server knows it.'),
    serverZone: z.string().optional(),
    rights: z.array(rightView),
    changedAt: instant,
  })
  .meta({ id: 'ConnectedReportServer' });

const CERTIFICATES = /^(\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/;

export const reportServerInput = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    portalUrl: z
      .url({ protocol: /^https?$/, error: 'must be the address of the web portal' })
      .refine(
        (url) => {
          // Zod judges on where the form was wrong already.
          if (!URL.canParse(url)) return true;
          const { username, search, hash } = new URL(url);
          return username === '' && search === '' && hash === '';
        },
        {
          error: 'must hold neither a user name nor a query',
        },
      )
      .transform((url) => url.replace(/\/+$/, ''))
      .describe(
        'The web portal: https://reports.contoso.com/Reports. Its host must be among DATA_SOURCE_HOSTS.',
      ),
    auth: z.enum(SERVER_AUTH),
    ca: z
      .string()
      .max(20_000)
      .refine((text) => text === '' || CERTIFICATES.test(text), { error: 'must be certificates in PEM' })
      .optional()
      .describe(
        'Certificates of a private certificate authority, PEM. Left out of a change: the stored ones stay; empty: none.',
      ),
    proxyResource: z
      .string()
      .max(500)
      .refine((text) => URL.canParse(text), { error: 'must be an application ID URI' })
      .optional()
      .describe(
        'Behind the Entra application proxy: the application ID URI of its application; the address itself where left out.',
      ),
    account: z
      .string()
      .min(1)
      .max(256)
      .optional()
      .describe('DOMAIN\\user, or user@domain; with entra-proxy left out, for it is your own.'),
    password: z.string().min(1).max(4000).optional().describe('Left out of a change: the stored one stays.'),
    userNamePattern: z
      .string()
      .max(200)
      .regex(/\{(name|upn)\}/, { error: 'must hold {name} or {upn}' })
      .optional()
      .describe(
        'How the server names people: CONTOSO\\{name} or {upn}. Left out: each links an account of their own.',
      ),
    timeZone: z.string().max(100).optional().describe('IANA name, where the server names its own otherwise.'),
  })
  .superRefine(({ auth, account, password, userNamePattern }, context) => {
    const issue = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (auth !== 'entra-proxy' && account === undefined) issue('account', 'Name the account of the server.');
    if (auth !== 'entra-proxy') return;
    if (password !== undefined) issue('password', 'The application proxy takes no passwords.');
    if (userNamePattern !== undefined)
      issue('userNamePattern', 'The application proxy signs people in itself.');
  })
  .meta({ id: 'ReportServerInput' });

export const serverLinkInput = z
  .discriminatedUnion('mode', [
    z.strictObject({
      mode: z.literal('own'),
      account: z.string().min(1).max(256),
      password: z.string().min(1).max(4000),
    }),
    z.strictObject({ mode: z.literal('matched') }),
    z.strictObject({ mode: z.literal('entra') }),
  ])
  .meta({ id: 'ReportServerLink' });

export const promptedCredentialsInput = z
  .strictObject({
    reportId,
    dataSource: z.string().min(1).max(256).describe('As the report calls it.'),
    user: z.string().min(1).max(256),
    password: z.string().min(1).max(4000),
  })
  .meta({ id: 'PromptedCredentials' });

export const serverLinkView = z.object({ kind: z.enum(['own', 'matched']), account: z.string() });

export function showReportServer(
  server: StoredReportServer,
  { link, isAdmin }: { readonly link: ServerLink | undefined; readonly isAdmin: boolean },
): unknown {
  const { id, name, portalUrl, auth, product, productVersion, userNamePattern } = server;
  return {
    id,
    name,
    portalUrl,
    auth,
    product,
    productVersion,
    link: link && showServerLink(link),
    canMatch: userNamePattern !== undefined,
    connection: isAdmin ? showConnection(server) : undefined,
  };
}

function showConnection(server: StoredReportServer): unknown {
  const { account, ca, proxyResource, userNamePattern, timeZone } = server;
  return { account, hasCertificates: ca !== undefined, proxyResource, userNamePattern, timeZone };
}

export function showServerLink({ kind, account }: ServerLink): unknown {
  return { kind, account };
}

export function showConnectedServer({ server, probe }: ConnectedServer): unknown {
  const { id, name, portalUrl, auth, account, ca, proxyResource, userNamePattern, timeZone, changedAt } =
    server;
  return {
    id,
    name,
    portalUrl,
    auth,
    proxyResource,
    account,
    hasCertificates: ca !== undefined,
    userNamePattern,
    timeZone,
    product: probe.product,
    productName: probe.productName,
    productVersion: probe.productVersion,
    serverAccount: probe.account,
    serverZone: probe.serverZone,
    rights: probe.rights,
    changedAt: changedAt.toString(),
  };
}

const outcome = z
  .enum(['ready', 'moved', 'cannot'])
  .describe('ready: an import moves it. moved: it was moved. cannot: why says what to do first.');

export const importView = z
  .object({
    subscriptions: z.array(
      z.object({
        id: z.string(),
        report: z.string(),
        owner: z.string(),
        itemName: z.string().optional(),
        dashboardName: z.string().optional(),
        status: z.string().optional(),
        outcome,
        why: z.string().optional(),
        pinId: z.string().optional(),
        schedule: scheduleSchema.optional(),
      }),
    ),
    schedules: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        outcome,
        why: z.string().optional(),
        scheduleId: z.string(),
      }),
    ),
  })
  .meta({ id: 'ReportServerImport' });

export const copyChoice = z.object({
  folder: z
    .string()
    .startsWith('/')
    .max(4000)
    .default('/')
    .describe('Of the report server, with all below it.'),
  to: z
    .string()
    .max(4000)
    .default('/')
    .describe('Folder of the own catalog under which its folders are made.'),
});

export const copyInput = z.strictObject(copyChoice.shape).meta({ id: 'ReportServerCopyInput' });

export const copyView = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        kind: z.string().describe('As the report server calls it.'),
        path: z.string(),
        target: z.string(),
        outcome,
        why: z.string().optional(),
        note: z.string().optional().describe('What is left to you, such as entering credentials.'),
      }),
    ),
    left: z.number().int().describe('So many are ready: send the request again for them.'),
  })
  .meta({ id: 'ReportServerCopy' });

export function showCopy(items: readonly CopiedItem[]): unknown {
  return { items, left: items.filter((one) => one.outcome === 'ready').length };
}

export const importInput = z
  .strictObject({
    subscriptions: z
      .array(guid)
      .max(1000)
      .optional()
      .describe('Ids of the server; all that are ready where left out.'),
    mode: z.enum(['template', 'guided']).default('template').describe('How the tiles are made.'),
  })
  .meta({ id: 'ReportServerImportInput' });

export function showImport({ subscriptions, schedules }: ImportPlan): unknown {
  return {
    subscriptions: subscriptions.map(({ wish, ...shown }) => ({
      ...shown,
      pinId: wish?.pinId,
      schedule: wish?.schedule,
    })),
    schedules: schedules.map(({ id, name, outcome: result, why, scheduleId }) => ({
      id,
      name,
      outcome: result,
      why,
      scheduleId,
    })),
  };
}
