import { z } from 'zod';
import { type Owner, readOwner } from '../../identity/principal.ts';
import type { Users } from '../../identity/users.ts';
import type { RecordedEntry } from '../../registration/audit-trail.ts';
import { instant } from './common.ts';

// What was done, as the API shows it.

export const auditEntryView = z
  .object({
    id: z.string(),
    at: instant,
    action: z.string().describe('Stable; made for programs: `registration.registered`.'),
    by: z
      .object({
        kind: z
          .enum(['account', 'set-up', 'erased'])
          .describe(
            'account: a person or a program. set-up: whoever had the set-up link. erased: forgotten.',
          ),
        oid: z.string().optional().describe('Object id in the tenant.'),
        name: z.string().optional().describe('Of people who have signed in to Power BI here.'),
        upn: z.string().optional(),
      })
      .describe('Who did it.'),
    subject: z.string().describe('What it was done to: an id, or a person’s user name.'),
    detail: z.string().optional(),
  })
  .meta({ id: 'AuditEntry' });

const OWNER = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Keys of owners become what a person knows them by. */
export async function showAudit(
  users: Pick<Users, 'get'>,
  entries: readonly RecordedEntry[],
): Promise<readonly z.input<typeof auditEntryView>[]> {
  const texts = entries.flatMap(({ by, subject, detail = '' }) => [by, subject, detail]);
  const keys = new Set(texts.flatMap((text) => text.match(OWNER) ?? []));
  const people = new Map(
    await Promise.all([...keys].map(async (key) => [key, await personOf(users, key)] as const)),
  );
  const readable = (text: string) =>
    text.replaceAll(OWNER, (key) => people.get(key)?.upn || readOwner(key)?.oid || key);
  return entries.map(({ id, at, action, by, subject, detail }) => {
    const oid = readOwner(by)?.oid;
    const person = people.get(by);
    return {
      id,
      at: at.toString(),
      action,
      by: {
        kind: oid === undefined ? kindOf(by) : 'account',
        ...(oid !== undefined && { oid }),
        ...(person?.name && { name: person.name }),
        ...(person?.upn && { upn: person.upn }),
      },
      subject: readable(subject),
      ...(detail !== undefined && { detail: readable(detail) }),
    };
  });
}

function kindOf(by: string): 'set-up' | 'erased' {
  return by === 'set-up' ? 'set-up' : 'erased';
}

async function personOf(users: Pick<Users, 'get'>, key: string) {
  const owner: Owner | undefined = readOwner(key)?.owner;
  return owner && (await users.get(owner));
}
