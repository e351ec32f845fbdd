import { z } from 'zod';
import { ACTING_AS } from '../acting-owner.ts';

// What views of several parts share: ids, points in time, problems, pages of a list.

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
