import { z } from 'zod';
import { instant } from './common.ts';

// The registration, an administrator's sign-in and the template kit, as the API shows and takes them.

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
