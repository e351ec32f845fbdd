import { z } from 'zod';
import { createPrincipal, deletePrincipal } from '../entra/directory/applications.ts';
import { findApplication, findPrincipal, findPrincipalByAppId } from '../entra/directory/directory.ts';
import { namesOf, resourceOf } from '../entra/directory/resources.ts';
import type { ServicePrincipal } from '../entra/directory/types.ts';
import type { Call } from '../shared/http.ts';
import { type GraphContext, isReplicated, noteCreated } from './context.ts';
import { badRequest, conflict, notFound } from './graph-error.ts';
import { collectionReply, entityReply } from './odata.ts';
import { type GraphOperation, readStrict } from './operation.ts';
import { requireReader, requireWriter } from './permissions.ts';

const ONE = String.raw`/v1\.0/servicePrincipals(?:/(?<id>[^/()]+)|\(appId=(?:'|%27)(?<appId>[^'%]+)(?:'|%27)\))`;
export const principalPath = (below = ''): RegExp => new RegExp(`^${ONE}${below}$`);

export const servicePrincipalOperations: readonly GraphOperation[] = [
  {
    name: 'servicePrincipals.create',
    method: 'POST',
    path: /^\/v1\.0\/servicePrincipals$/,
    run: (graph, call, caller) => {
      const { appId } = readStrict(call, z.object({ appId: z.guid() }));
      const application = findApplication(graph.directory, appId);
      if (application === undefined || !isReplicated(graph, application.id)) {
        throw badRequest(
          `The appId '${appId}' of the service principal does not reference a valid application object.`,
        );
      }
      requireWriter(caller, application.owners);
      if (findPrincipalByAppId(graph.directory, appId) !== undefined) {
        throw conflict(
          `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
        );
      }
      const principal = createPrincipal(graph.directory, application, [caller.id]);
      noteCreated(graph, principal.id);
      return entityReply(graph, call, 'servicePrincipals', principalView(graph, principal), 201);
    },
  },
  {
    name: 'servicePrincipals.list',
    method: 'GET',
    path: /^\/v1\.0\/servicePrincipals$/,
    run: (graph, call, caller) => {
      requireReader(caller);
      const visible = graph.directory.state.servicePrincipals.filter(({ id }) => isReplicated(graph, id));
      const entities = visible.map((principal) => principalView(graph, principal));
      return collectionReply(graph, call, 'servicePrincipals', {
        entities,
        filterable: ['id', 'appId', 'displayName'],
      });
    },
  },
  {
    name: 'servicePrincipals.get',
    method: 'GET',
    path: principalPath(),
    run: (graph, call, caller) => {
      requireReader(caller);
      return entityReply(graph, call, 'servicePrincipals', principalView(graph, principalOf(graph, call)));
    },
  },
  {
    name: 'servicePrincipals.update',
    method: 'PATCH',
    path: principalPath(),
    run: (graph, call, caller) => {
      const principal = principalOf(graph, call);
      requireWriter(caller, principal.owners);
      const flags = z.strictObject({ accountEnabled: z.boolean(), appRoleAssignmentRequired: z.boolean() });
      Object.assign(principal, readStrict(call, flags.partial()));
      return { status: 204 };
    },
  },
  {
    name: 'servicePrincipals.delete',
    method: 'DELETE',
    path: principalPath(),
    run: (graph, call, caller) => {
      const principal = principalOf(graph, call);
      requireWriter(caller, principal.owners);
      if (principal.published !== undefined)
        throw badRequest('A service of Microsoft cannot be deleted here.');
      deletePrincipal(graph.directory, principal);
      return { status: 204 };
    },
  },
];

export function principalOf(graph: GraphContext, call: Call): ServicePrincipal {
  const { id = '', appId } = call.params;
  const found =
    appId === undefined ? findPrincipal(graph.directory, id) : findPrincipalByAppId(graph.directory, appId);
  if (found === undefined || !isReplicated(graph, found.id)) throw notFound(appId ?? id);
  return found;
}

function principalView({ directory }: GraphContext, principal: ServicePrincipal): Record<string, unknown> {
  const { published, owners: _, ...shown } = principal;
  const { scopes, appRoles } = resourceOf(directory, principal);
  return {
    ...shown,
    deletedDateTime: null,
    appDisplayName: principal.displayName,
    appOwnerOrganizationId: published === undefined ? directory.state.tenant.tenantId : MICROSOFT_TENANT,
    servicePrincipalNames: namesOf(directory, principal),
    oauth2PermissionScopes: scopes,
    appRoles,
  };
}

const MICROSOFT_TENANT = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';
