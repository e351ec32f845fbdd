import { z } from 'zod';
import { WEBHOOK_FORMATS } from '../notifications/webhook.ts';
import { scheduleSchema } from '../schedules/schema.ts';
import { ACTING_AS } from './acting-owner.ts';

/** What the API shows, as schemas: requests are parsed with them, and the API description is made from them. */
export const actingAs = z
  .enum(ACTING_AS)
  .default('me')
  .describe(
    'service: in the name of the installation itself, for administrators, where it is allowed. Programs always are.',
  );
export const guid = z.guid().transform((text) => text.toLowerCase());
/** Of the own catalog, or `rs-<server>-<id>` of a report server. */
export const reportId = z
  .string()
  .regex(/^(rs-[0-9a-f]{8}-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, { error: 'is no id of a report' })
  .transform((text) => text.toLowerCase());
export const instant = z.iso.datetime({ offset: true }).describe('A point in time, UTC, ISO 8601.');

export const problemView = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('Stable; made for programs.'),
    detail: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

export const meView = z
  .object({
    signedIn: z.boolean(),
    user: z
      .object({
        name: z.string(),
        upn: z.string(),
        roles: z.array(z.string()),
        admin: z.boolean(),
        publisher: z.boolean(),
        mayActAsService: z
          .boolean()
          .describe('Whether pins may be made in the name of the installation itself.'),
      })
      .optional(),
    registered: z
      .boolean()
      .describe('Whether the Power BI integration is on: pin and My Settings exist only then.'),
    canSignIn: z.boolean(),
    powerBi: z
      .object({
        state: z.enum(['none', 'valid', 'required']),
        account: z.string().optional(),
        signedInAt: instant.optional(),
        expiresAt: instant.optional(),
      })
      .optional(),
    unreadNotifications: z.int().optional(),
  })
  .meta({ id: 'Me' });

export const registrationView = z
  .object({
    state: z.enum(['none', 'registering', 'registered', 'unregistered']),
    backend: z.string().optional(),
    cloud: z.string(),
    tenantId: z.string().optional(),
    tenantName: z.string().optional(),
    appId: z.string().optional(),
    redirectUrls: z.array(z.string()),
    portalUrls: z.array(z.string()),
    missingRedirectUrls: z.array(z.string()).describe('R17: not empty while registration and portal differ.'),
    steps: z.array(z.object({ step: z.string(), done: z.boolean() })),
    obsoleteRedirectUrls: z.array(z.string()).describe('R17: redirect URLs that the portal needs no more.'),
    consentUrl: z
      .string()
      .optional()
      .describe('Where an administrator consents, when the directory asked for it.'),
    commandLineAppId: z.string().optional().describe('The public client for programs on your own machine.'),
    deletingAppId: z
      .string()
      .optional()
      .describe('The application whose deletion was begun; repeat the deletion, or register again.'),
    alarm: z
      .object({ code: z.string(), text: z.string(), since: instant })
      .optional()
      .describe('Entra refuses the application itself: no tile is refreshed until it is mended.'),
    byHand: z
      .object({
        redirectUrls: z.array(z.string()),
        federatedCredential: z.object({ issuer: z.string(), subject: z.string(), audience: z.string() }),
        permissions: z.array(z.string()).describe('Delegated permissions of the Power BI Service.'),
      })
      .describe('What an application that you make in Entra yourself needs, before it is verified.'),
    changedAt: instant.optional(),
    serviceOwned: z
      .boolean()
      .describe('Whether subscriptions may run in the name of the installation itself.'),
  })
  .meta({ id: 'Registration' });

export const registerRequestSchema = z
  .strictObject({
    backend: z
      .enum(['managed-identity', 'admin-sign-in'])
      .default('managed-identity')
      .describe('With whose rights: those of the installation, or of an administrator who signs in.'),
    ticket: z.string().max(4000).optional().describe('Of the sign-in of an administrator.'),
  })
  .optional()
  .meta({ id: 'RegisterRequest' });

export const ticketSchema = z.strictObject({ ticket: z.string().max(4000).optional() }).optional();

export const adminSignInView = z
  .object({
    userCode: z.string().describe('What the administrator enters at verificationUrl.'),
    verificationUrl: z.string(),
    seconds: z.int(),
    intervalSeconds: z.int().describe('Repeat the request with the ticket no sooner than this.'),
    ticket: z.string().describe('Good for whoever began it. Send it when registering, updating or deleting.'),
  })
  .meta({ id: 'AdminSignIn' });

export const templateKitView = z
  .object({
    state: z.enum(['missing', 'waiting-for-pin', 'ready']),
    workspaceId: z.string().optional(),
    reportId: z.string().optional(),
    reportUrl: z.string().optional().describe('Open it in Power BI and pin its visual to the dashboard.'),
    dashboardId: z.string().optional(),
    tileId: z.string().optional(),
    verifiedAt: instant.optional(),
  })
  .meta({ id: 'TemplateKit' });

export const catalogItemView = z
  .object({
    id: z.string(),
    kind: z.enum(['folder', 'report', 'data-source', 'dataset', 'document']),
    name: z.string(),
    path: z.string(),
    size: z.int(),
    modifiedAt: instant,
    notes: z
      .array(z.string())
      .optional()
      .describe('After an upload: what was done with passwords that stood in the file.'),
  })
  .meta({ id: 'CatalogItem' });

export const dataSourceView = z
  .object({
    id: z.string(),
    kind: z.enum(['shared', 'embedded']),
    name: z.string(),
    path: z.string().describe('The catalog item that defines it.'),
    provider: z.string().optional(),
    server: z
      .string()
      .describe('Kind, host and port, or the origin of a document; empty where there is none.'),
    credentials: z
      .enum(['not-needed', 'stored', 'missing', 'server-changed'])
      .describe('server-changed: stored, but for another server than the definition names now.'),
    mode: z.enum(['none', 'stored', 'prompt']).optional(),
    changedAt: instant.optional(),
  })
  .meta({ id: 'DataSource' });

const box = { left: z.number(), top: z.number(), width: z.number(), height: z.number() };

const designedText = {
  text: z.string().describe('As a designer shows it before there is data: [Amount], [@Year], «Expr».'),
  fontSize: z.number().optional().describe('Points.'),
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  color: z.string().optional(),
  background: z.string().optional(),
  align: z.enum(['left', 'center', 'right']).optional(),
  verticalAlign: z.enum(['top', 'middle', 'bottom']).optional(),
  bordered: z.boolean().optional(),
};

export const reportView = z
  .object({
    id: z.string(),
    title: z.string(),
    path: z.string(),
    credentials: z.enum(['not-needed', 'stored', 'missing']),
    missingCredentials: z.array(z.string()),
    missingReferences: z
      .array(z.string())
      .describe('Shared data sources and datasets that the report refers to and the catalog lacks.'),
    parameters: z.array(
      z.object({
        name: z.string(),
        dataType: z.string(),
        prompt: z.string().optional(),
        hidden: z.boolean(),
        multiValue: z.boolean(),
        nullable: z.boolean(),
        required: z.boolean(),
      }),
    ),
    pages: z.array(
      z.object({
        width: z.number(),
        height: z.number(),
        items: z.array(
          z.object({
            name: z.string(),
            kind: z.string(),
            ...box,
            text: z.object(designedText).optional().describe('Of a text box.'),
            cells: z
              .array(z.object({ ...box, ...designedText }))
              .optional()
              .describe('Of a table: its cells as designed.'),
          }),
        ),
      }),
    ),
    items: z.array(
      z.object({
        name: z.string(),
        kind: z.enum(['chart', 'gauge', 'map', 'image']),
        pinnable: z.boolean(),
        why: z.enum(['nested-in-data-region', 'page-header', 'page-footer']).nullable(),
        drawable: z.boolean(),
        reason: z.string().nullable(),
        ...box,
      }),
    ),
  })
  .meta({ id: 'Report' });

export const parameterPromptView = z
  .object({
    name: z.string(),
    dataType: z.enum(['String', 'Boolean', 'DateTime', 'Integer', 'Float']),
    prompt: z.string(),
    hidden: z.boolean(),
    multiValue: z.boolean(),
    nullable: z.boolean(),
    allowBlank: z.boolean(),
    choices: z
      .array(z.object({ value: z.string().nullable(), label: z.string() }))
      .optional()
      .describe('The valid values; absent where any value of the type is.'),
    values: z
      .array(z.string().nullable())
      .describe('What it has now: what was chosen, or its defaults. Empty while it needs a value.'),
    given: z.boolean(),
    dependsOn: z.array(z.string()),
    waitsFor: z.array(z.string()).describe('Parameters that need a value before this one can be asked for.'),
    problem: z.string().optional(),
  })
  .meta({ id: 'ParameterPrompt' });

export const workspaceView = z.object({ id: z.string(), name: z.string() }).meta({ id: 'Workspace' });
export const dashboardView = z
  .object({ id: z.string(), name: z.string(), webUrl: z.string().optional() })
  .meta({ id: 'Dashboard' });

export const parametersSchema = z
  .record(
    z.string().max(256),
    z.union([z.string(), z.null(), z.array(z.union([z.string(), z.null()])).max(1000)]),
  )
  .refine((parameters) => JSON.stringify(parameters).length <= 16_000, {
    error: 'The parameters are too large together: at most 16,000 characters.',
  })
  .describe('Values of the report parameters by name; a list for a multi-value one.');

export const scheduleChoiceSchema = z.union([
  z.strictObject({
    frequency: z.enum(['hourly', 'daily', 'weekly']),
    timeZone: z.string().describe('IANA name, such as Europe/Warsaw.'),
  }),
  z.strictObject({ schedule: scheduleSchema }),
]);

const pinChoice = {
  as: actingAs,
  mode: z
    .enum(['template', 'guided', 'picture'])
    .default('template')
    .describe(
      'template: the tile is made. guided: you pin the visual of the made report by hand, once. picture: you add an Image tile with the address that the pin shows.',
    ),
  content: z
    .enum(['picture', 'data'])
    .default('picture')
    .describe(
      "data: charts and gauges as a visual of Power BI's own, fed with their values. Guided only, for now.",
    ),
  reportId,
  parameters: parametersSchema.default({}),
  workspaceId: guid.optional().describe('Needed, except for a picture.'),
  dashboardId: guid.optional().describe('Needed, except for a picture.'),
  dashboardName: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe('Of a picture only: your own words for where it is, as My Subscriptions shows them.'),
  when: scheduleChoiceSchema,
};
const itemName = z.string().min(1).max(256);

type PlaceChoice = { mode: string; workspaceId?: unknown; dashboardId?: unknown; dashboardName?: unknown };

/** Says at its own member what is missing or of no use. */
function checkPinPlace(choice: PlaceChoice, context: z.RefinementCtx): void {
  const issue = (path: keyof PlaceChoice, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  const isPicture = choice.mode === 'picture';
  for (const member of ['workspaceId', 'dashboardId'] as const) {
    if (isPicture && choice[member] !== undefined) issue(member, 'A picture is put on no dashboard by us.');
    if (!isPicture && choice[member] === undefined) issue(member, 'Name the dashboard and its workspace.');
  }
  if (!isPicture && choice.dashboardName !== undefined)
    issue('dashboardName', 'Is taken of pictures only; dashboards have their own.');
}

export const pinRequestSchema = z
  .strictObject({ ...pinChoice, itemName })
  .superRefine(checkPinPlace)
  .meta({ id: 'PinRequest' });

export const pinsRequestSchema = z
  .strictObject({
    ...pinChoice,
    items: z
      .array(z.strictObject({ id: guid.describe('Of its pin; you draw it.'), itemName }))
      .min(1)
      .max(50)
      .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, {
        error: 'Draw an id of its own for each item.',
      }),
  })
  .superRefine(checkPinPlace)
  .meta({ id: 'PinsRequest' });

export const pinView = z
  .object({
    id: z.string(),
    state: z.enum(['pending', 'waiting', 'pinned', 'undoing', 'failed']),
    reportId: z.string(),
    reportTitle: z.string(),
    itemName: z.string(),
    dashboardName: z.string(),
    steps: z.array(z.object({ step: z.string(), done: z.boolean() })),
    mode: z.enum(['template', 'guided', 'picture']),
    pinVisualUrl: z
      .string()
      .optional()
      .describe('Guided: open it in Power BI and pin its visual to the dashboard.'),
    imageTile: z
      .object({
        url: z.string().describe('Shows the picture to whoever has it, without signing in.'),
        title: z.string(),
        linkUrl: z.string(),
        steps: z.array(z.string()).describe('What you do in Power BI, in this order.'),
      })
      .optional()
      .describe('Picture: what the Image tile is made with. Lists leave it out.'),
    seeItUrl: z.string().optional().describe('P10: the dashboard in Power BI.'),
    warning: z.string().optional(),
    code: z.string().optional(),
    text: z.string().optional(),
    createdAt: instant,
  })
  .meta({ id: 'Pin' });

export const requestedPinsView = z
  .object({
    value: z.array(
      z.object({
        id: z.string(),
        pin: pinView.optional(),
        problem: problemView.optional().describe('Why this one is not pinned; the others are.'),
      }),
    ),
  })
  .meta({ id: 'RequestedPins' });

export const unpinnedView = z
  .object({
    tile: z
      .enum(['removed', 'left-behind', 'image'])
      .describe(
        'removed: it goes with what stood behind it. left-behind: Power BI refused; remove the tile by hand. image: your own Image tile; remove it by hand.',
      ),
    text: z.string().describe('What is left to do, in a sentence.'),
  })
  .meta({ id: 'Unpinned' });

export const subscriptionView = z
  .object({
    id: z.string(),
    reportId: z.string(),
    reportTitle: z.string(),
    reportUrl: z.string(),
    itemName: z.string(),
    parameters: z.record(z.string(), z.unknown()),
    dashboardName: z.string(),
    dashboardUrl: z.string().optional(),
    mode: z
      .enum(['tile', 'picture'])
      .describe('picture: an Image tile that you made; its address is in the pin of the same id.'),
    schedule: z.unknown(),
    scheduleText: z.string().describe('The schedule in plain language.'),
    sharedScheduleId: z.string().optional().describe('The shared schedule that it follows.'),
    state: z
      .enum(['active', 'paused', 'held', 'retired', 'ended'])
      .describe('held: its shared schedule is paused.'),
    stamp: z.string().describe('Send it back as If-Match when you change the subscription.'),
    statusText: z.string(),
    statusCode: z.string().optional(),
    lastRunAt: instant.optional(),
    lastDeliveredAt: instant.optional(),
    nextDueAt: instant.optional(),
    createdAt: instant,
  })
  .meta({ id: 'Subscription' });

export const subscriptionChangeSchema = z
  .strictObject({
    schedule: scheduleSchema.optional(),
    itemName: z.string().min(1).max(256).optional(),
    parameters: parametersSchema.optional(),
    state: z.enum(['active', 'paused']).optional(),
    sharedScheduleId: guid
      .nullable()
      .optional()
      .describe('A shared schedule to follow; null keeps the schedule as one of its own.'),
  })
  .refine(({ schedule, sharedScheduleId }) => !schedule || typeof sharedScheduleId !== 'string', {
    error: 'Send a schedule of its own or a shared one, not both.',
  })
  .meta({ id: 'SubscriptionChange' });

export const repairView = z
  .object({
    itemName: z.string(),
    missing: z
      .boolean()
      .describe('Whether the report lacks the item. Renaming it back heals the subscription as well.'),
    proposals: z
      .array(z.object({ name: z.string(), kind: z.enum(['chart', 'gauge', 'map', 'image']) }))
      .describe('What it may be called now, the nearest first.'),
  })
  .meta({ id: 'RepairProposal' });

export const repairRequestSchema = z
  .strictObject({
    itemName: z.string().min(1).max(256).optional().describe('The nearest proposal, where it is left out.'),
    runId: guid.describe('Of the run that brings the tile up to date; you draw it.'),
  })
  .meta({ id: 'RepairRequest' });

export const runView = z
  .object({
    key: z.string(),
    kind: z.enum(['scheduled', 'manual']),
    dueAt: instant,
    state: z.enum(['running', 'waiting', 'succeeded', 'failed', 'missed']),
    attempt: z.int(),
    notBefore: instant.optional(),
    code: z.string().optional(),
    text: z.string().optional(),
    advice: z.string().optional().describe('What to do about it, where it failed.'),
    startedAt: instant.optional(),
    finishedAt: instant.optional(),
    missedFrom: instant.optional(),
    missedCount: z.int().optional(),
  })
  .meta({ id: 'Run' });

export const notificationView = z
  .object({
    id: z.string(),
    kind: z.enum(['sign-in', 'sign-in-ends', 'not-registered', 'failed', 'paused', 'retired']),
    subject: z.string().describe('The subscription it is about; empty where it is about all of them.'),
    code: z.string(),
    title: z.string(),
    text: z.string(),
    action: z
      .object({ label: z.string(), path: z.string() })
      .describe('The page of the portal on which it is put right.'),
    at: instant,
    read: z.boolean(),
  })
  .meta({ id: 'Notification' });

export const webhookRequestSchema = z
  .strictObject({
    url: z.string().max(2000).describe('https, of a host that WEBHOOK_HOSTS allows; kept as a secret.'),
    format: z
      .enum(WEBHOOK_FORMATS)
      .default('teams')
      .describe('teams: a message with an adaptive card; json: plain fields.'),
  })
  .meta({ id: 'WebhookRequest' });

export const webhookView = z
  .object({
    format: z.enum(WEBHOOK_FORMATS),
    host: z.string(),
    changedAt: instant,
    failing: z
      .object({ since: instant, text: z.string() })
      .optional()
      .describe('Since when nothing gets through.'),
  })
  .meta({ id: 'Webhook' });

/** Where a page ended: what `next` said, and nothing a person makes up. */
export const pageToken = z
  .string()
  .max(2000)
  .refine(isPageToken, { error: 'Send what `next` of the page before said.' });

function isPageToken(text: string): boolean {
  try {
    const token: unknown = JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
    return typeof token === 'object' && token !== null;
  } catch {
    // No JSON: that is the answer.
    return false;
  }
}

/** Which part of a list. */
export const pageQuery = z.object({
  top: z.coerce.number().int().min(1).max(200).default(50),
  after: pageToken.optional(),
});

/** A list that may go on. */
export function pageOf<T extends z.ZodType>(element: T) {
  return z.object({
    value: z.array(element),
    next: z.string().optional().describe('Send it as `after` for the next page.'),
  });
}
export function listOf<T extends z.ZodType>(element: T) {
  return z.object({ value: z.array(element) });
}
