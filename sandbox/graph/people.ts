import { findUser } from '../entra/directory/directory.ts';
import type { User } from '../entra/directory/types.ts';
import { badRequest, notFound } from './graph-error.ts';
import { collectionReply, entityReply } from './odata.ts';
import type { GraphOperation } from './operation.ts';
import { has, requireAny } from './permissions.ts';

const ORGANIZATION_READERS = ['Organization.Read.All', 'Directory.Read.All'];

/** The person, other people, and the tenant. */
export const peopleOperations: readonly GraphOperation[] = [
  {
    name: 'me',
    method: 'GET',
    path: /^\/v1\.0\/me$/,
    run: (graph, call, caller) => {
      if (caller.kind !== 'user')
        throw badRequest('/me request is only valid with delegated authentication flow.');
      requireAny(caller, ['User.Read', 'User.Read.All', 'Directory.Read.All']);
      return entityReply(graph, call, 'users', userView(caller.user));
    },
  },
  {
    name: 'users.get',
    method: 'GET',
    path: /^\/v1\.0\/users\/(?<id>[^/]+)$/,
    run: (graph, call, caller) => {
      requireAny(caller, ['User.Read.All', 'Directory.Read.All']);
      const user = findUser(graph.directory, call.params.id ?? '');
      if (user === undefined) throw notFound(call.params.id ?? '');
      const view = userView(user);
      const answer = entityReply(graph, call, 'users', view);
      if (call.url.searchParams.has('$select')) return answer;
      // Not among the properties that come unasked.
      const { accountEnabled: _, ...shown } = view;
      return entityReply(graph, call, 'users', shown);
    },
  },
  {
    name: 'organization',
    method: 'GET',
    path: /^\/v1\.0\/organization$/,
    run: (graph, call, caller) => {
      const isReader = has(caller, ORGANIZATION_READERS);
      // With User.Read alone a person sees the tenant's name and domains, and null for the rest.
      if (!isReader) requireAny(caller, caller.kind === 'user' ? ['User.Read'] : ORGANIZATION_READERS);
      const { tenantId, displayName, domains, type } = graph.directory.state.tenant;
      const organization = {
        id: tenantId,
        displayName,
        tenantType: !isReader ? null : type === 'viral' ? 'viral' : 'AAD',
        verifiedDomains: domains.map((domain) => ({
          ...domain,
          capabilities: 'Email, OfficeCommunicationsOnline',
          type: 'Managed',
        })),
      };
      return collectionReply(graph, call, 'organization', { entities: [organization], filterable: ['id'] });
    },
  },
];

function userView(user: User): Record<string, unknown> & { readonly accountEnabled: boolean } {
  const { id, displayName, userPrincipalName, accountEnabled } = user;
  return { id, displayName, userPrincipalName, mail: userPrincipalName, accountEnabled };
}
