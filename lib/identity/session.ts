import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Epochs } from './epochs.ts';
import { parseOwner, ROLES, type UserPrincipal } from './principal.ts';
import type { Sealer } from './seal.ts';

const SESSION_SECONDS = 8 * 3600;
const SETUP_SECONDS = 15 * 60;

const claimsSchema = z.object({
  oid: z.string(),
  tid: z.string(),
  name: z.string(),
  upn: z.string(),
  roles: z.array(z.enum(ROLES)),
  /** The user's and the installation's epoch at sign-in: raising either ends every session made before. */
  epoch: z.string(),
  /** Seconds since 1970: when the person last proved who they are, where that is known. */
  authTime: z.number().optional(),
});

export type Sessions = {
  /** The value of the session cookie of someone who has just signed in. */
  readonly start: (
    user: Omit<UserPrincipal, 'kind' | 'owner'>,
  ) => Promise<{ readonly cookie: string; readonly seconds: number }>;
  readonly open: (cookie: string, check: 'cached' | 'fresh') => Promise<UserPrincipal | undefined>;
  readonly startSetup: () => Promise<{ readonly cookie: string; readonly seconds: number }>;
  readonly openSetup: (cookie: string) => Promise<{ readonly startedAt: Temporal.Instant } | undefined>;
};

export function createSessions(options: { readonly sealer: Sealer; readonly epochs: Epochs }): Sessions {
  const { sealer, epochs } = options;
  return {
    async start(user) {
      const owner = parseOwner(user.tenantId, user.oid);
      if (!owner) throw new TypeError('A session needs the GUIDs of tenant and person.');
      const claims: z.infer<typeof claimsSchema> = {
        oid: user.oid,
        tid: user.tenantId,
        name: user.name,
        upn: user.upn,
        roles: [...user.roles],
        epoch: await epochs.current(owner, 'fresh'),
        authTime: user.authenticatedAt && Math.floor(user.authenticatedAt.epochMilliseconds / 1000),
      };
      return { cookie: await sealer.seal('session', claims, SESSION_SECONDS), seconds: SESSION_SECONDS };
    },
    async open(cookie, check) {
      const claims = claimsSchema.safeParse(await sealer.open('session', cookie));
      if (!claims.success) return undefined;
      const { oid, tid, name, upn, roles, epoch, authTime } = claims.data;
      const owner = parseOwner(tid, oid);
      if (!owner || epoch !== (await epochs.current(owner, check))) return undefined;
      const authenticatedAt =
        authTime === undefined ? undefined : Temporal.Instant.fromEpochMilliseconds(authTime * 1000);
      return {
        kind: 'user',
        tenantId: tid,
        oid,
        owner,
        name,
        upn,
        roles,
        ...(authenticatedAt && { authenticatedAt }),
      };
    },
    async startSetup() {
      return { cookie: await sealer.seal('setup', {}, SETUP_SECONDS), seconds: SETUP_SECONDS };
    },
    async openSetup(cookie) {
      const claims = await sealer.open('setup', cookie);
      const issued = claims?.iat;
      return typeof issued === 'number'
        ? { startedAt: Temporal.Instant.fromEpochMilliseconds(issued * 1000) }
        : undefined;
    },
  };
}
