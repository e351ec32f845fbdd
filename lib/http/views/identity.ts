import { z } from 'zod';
import { instant } from './common.ts';

// Who is signed in, as the API shows it.

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
