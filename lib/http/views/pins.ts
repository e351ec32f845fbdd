import { z } from 'zod';
import { scheduleSchema } from '../../schedules/schema.ts';
import { actingAs, guid, instant, problemView, reportId } from './common.ts';
import { parametersSchema } from './reports.ts';

// Pins, as the API shows and takes them.

export const workspaceView = z.object({ id: z.string(), name: z.string() }).meta({ id: 'Workspace' });

export const dashboardView = z
  .object({ id: z.string(), name: z.string(), webUrl: z.string().optional() })
  .meta({ id: 'Dashboard' });

export const scheduleChoiceSchema = z.union([
  z.strictObject({
    frequency: z.enum(['hourly', 'daily', 'weekly']),
    timeZone: z.string().describe('IANA name, such as Europe/Warsaw.'),
  }),
  z.strictObject({ schedule: scheduleSchema }),
  z.strictObject({ sharedScheduleId: guid.describe('A shared schedule to follow.') }),
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
      "data: charts and gauges as a visual of Power BI's own, fed with their values. Guided mode only: the template kit has no tile for each visual.",
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
