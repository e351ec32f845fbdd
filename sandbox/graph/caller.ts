import { findUser } from '../entra/directory/directory.ts';
import type { User } from '../entra/directory/types.ts';
import type { BearerProblem } from '../shared/bearer.ts';
import type { GraphContext } from './context.ts';
import { GraphError } from './graph-error.ts';

/** Who calls: a person through an application, or an application by itself. */
export type Caller =
  | {
      readonly kind: 'user';
      readonly id: string;
      readonly user: User;
      readonly permissions: readonly string[];
    }
  | { readonly kind: 'application'; readonly id: string; readonly permissions: readonly string[] };

export async function callerOf(graph: GraphContext, authorization: string | undefined): Promise<Caller> {
  const result = await graph.checkBearer(authorization);
  if (!result.ok) throw new GraphError(401, 'InvalidAuthenticationToken', TEXTS[result.problem]);
  const { oid, scp, roles } = result.claims;
  const id = String(oid);
  if (typeof scp !== 'string') return { kind: 'application', id, permissions: strings(roles) };
  const user = findUser(graph.directory, id);
  if (user === undefined) throw new GraphError(401, 'InvalidAuthenticationToken', TEXTS.malformed);
  return { kind: 'user', id, user, permissions: scp.split(' ') };
}

const TEXTS: Readonly<Record<BearerProblem, string>> = {
  missing: 'Access token is empty.',
  malformed: 'CompactToken parsing failed with error code: 80049217',
  signature: 'Access token validation failure. Invalid signature.',
  issuer: 'Access token validation failure. Invalid issuer.',
  audience: 'Access token validation failure. Invalid audience.',
  expired: 'Lifetime validation failed, the token is expired.',
  'not-yet-valid': 'Lifetime validation failed, the token is not yet valid.',
};

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
