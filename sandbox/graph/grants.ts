import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { findPrincipal, findUser, timestamp } from '../entra/directory/directory.ts';
import { GRAPH_APP_ID } from '../entra/directory/first-party.ts';
import { resourceOf } from '../entra/directory/resources.ts';
import type { ServicePrincipal } from '../entra/directory/types.ts';
import type { GraphContext } from './context.ts';
import { badRequest, conflict, notFound } from './graph-error.ts';
import { collectionReply, entityReply } from './odata.ts';
import { type GraphOperation, readStrict } from './operation.ts';
import { requireAny, requireConsentGiver, requireRoleAssigner } from './permissions.ts';
import { principalOf, principalPath } from './service-principals.ts';

const id = z.guid().transform((value) => value.toLowerCase());
const GRANT_READERS = ['Directory.Read.All', 'DelegatedPermissionGrant.ReadWrite.All'];
const ASSIGNMENT_READERS = ['Application.Read.All', 'Directory.Read.All', 'AppRoleAssignment.ReadWrite.All'];

/** Consent to delegated permissions, and the assignment of app roles. */
export const grantOperations: readonly GraphOperation[] = [
  {
    name: 'oauth2PermissionGrants.create',
    method: 'POST',
    path: /^\/v1\.0\/oauth2PermissionGrants$/,
    run: (graph, call, caller) => {
      requireConsentGiver(caller);
      const wanted = readStrict(call, grantBody);
      const { clientId, resourceId, principalId, scope } = wanted;
      principal(graph, clientId);
      checkScopes(graph, principal(graph, resourceId), scope);
      if ((wanted.consentType === 'Principal') !== (principalId !== null)) {
        throw badRequest("A principalId is required with consentType 'Principal', and only with it.");
      }
      const grants = graph.directory.state.oauth2PermissionGrants;
      const isKnown = grants.some(
        (grant) =>
          grant.clientId === clientId && grant.resourceId === resourceId && grant.principalId === principalId,
      );
      if (isKnown) throw conflict('Permission entry already exists.');
      const grant = { id: randomUUID(), ...wanted };
      grants.push(grant);
      return entityReply(graph, call, 'oauth2PermissionGrants', grant, 201);
    },
  },
  {
    name: 'oauth2PermissionGrants.list',
    method: 'GET',
    path: /^\/v1\.0\/oauth2PermissionGrants$/,
    run: (graph, call, caller) => {
      requireAny(caller, GRANT_READERS);
      const entities = graph.directory.state.oauth2PermissionGrants;
      const filterable = ['clientId', 'resourceId', 'consentType', 'principalId'];
      return collectionReply(graph, call, 'oauth2PermissionGrants', { entities, filterable });
    },
  },
  {
    name: 'oauth2PermissionGrants.update',
    method: 'PATCH',
    path: /^\/v1\.0\/oauth2PermissionGrants\/(?<grant>[^/]+)$/,
    run: (graph, call, caller) => {
      requireConsentGiver(caller);
      const grant = graph.directory.state.oauth2PermissionGrants.find(
        (known) => known.id === call.params.grant,
      );
      if (grant === undefined) throw notFound(call.params.grant ?? '');
      const { scope } = readStrict(call, z.strictObject({ scope: z.string() }));
      checkScopes(graph, principal(graph, grant.resourceId), scope);
      grant.scope = scope;
      return { status: 204 };
    },
  },
  {
    name: 'oauth2PermissionGrants.delete',
    method: 'DELETE',
    path: /^\/v1\.0\/oauth2PermissionGrants\/(?<grant>[^/]+)$/,
    run: (graph, call, caller) => {
      requireConsentGiver(caller);
      const { state } = graph.directory;
      const kept = state.oauth2PermissionGrants.filter((known) => known.id !== call.params.grant);
      if (kept.length === state.oauth2PermissionGrants.length) throw notFound(call.params.grant ?? '');
      state.oauth2PermissionGrants = kept;
      return { status: 204 };
    },
  },
  {
    name: 'appRoleAssignedTo.create',
    method: 'POST',
    path: principalPath('/appRoleAssignedTo'),
    run: (graph, call, caller) => {
      const resource = principalOf(graph, call);
      requireRoleAssigner(caller, resource.appId === GRAPH_APP_ID);
      const wanted = readStrict(call, z.object({ principalId: id, resourceId: id, appRoleId: id }));
      if (wanted.resourceId !== resource.id)
        throw badRequest('resourceId is not the service principal of the path.');
      const assignment = { id: randomUUID(), ...wanted, ...assignee(graph, resource, wanted) };
      const assignments = graph.directory.state.appRoleAssignments;
      const isKnown = assignments.some(
        (known) =>
          known.principalId === wanted.principalId &&
          known.resourceId === wanted.resourceId &&
          known.appRoleId === wanted.appRoleId,
      );
      if (isKnown) {
        throw badRequest('Permission being assigned already exists on the object', {
          code: 'InvalidUpdate',
          target: 'appRoleId',
        });
      }
      assignments.push(assignment);
      return entityReply(graph, call, 'servicePrincipals/appRoleAssignedTo', assignment, 201);
    },
  },
  {
    name: 'appRoleAssignedTo.list',
    method: 'GET',
    path: principalPath('/appRoleAssignedTo'),
    run: (graph, call, caller) => {
      requireAny(caller, ASSIGNMENT_READERS);
      const resource = principalOf(graph, call);
      const entities = graph.directory.state.appRoleAssignments.filter(
        (known) => known.resourceId === resource.id,
      );
      return collectionReply(graph, call, 'servicePrincipals/appRoleAssignedTo', {
        entities,
        filterable: ['principalId', 'appRoleId'],
      });
    },
  },
  {
    name: 'appRoleAssignedTo.delete',
    method: 'DELETE',
    path: principalPath('/appRoleAssignedTo/(?<assignment>[^/]+)'),
    run: (graph, call, caller) => {
      requireRoleAssigner(caller, principalOf(graph, call).appId === GRAPH_APP_ID);
      const { state } = graph.directory;
      const kept = state.appRoleAssignments.filter((known) => known.id !== call.params.assignment);
      if (kept.length === state.appRoleAssignments.length) throw notFound(call.params.assignment ?? '');
      state.appRoleAssignments = kept;
      return { status: 204 };
    },
  },
];

const grantBody = z.strictObject({
  clientId: id,
  resourceId: id,
  consentType: z.enum(['AllPrincipals', 'Principal']),
  principalId: id.nullable().default(null),
  scope: z.string(),
});

function principal(graph: GraphContext, wanted: string): ServicePrincipal {
  const found = findPrincipal(graph.directory, wanted);
  if (found === undefined) throw notFound(wanted);
  return found;
}

function checkScopes(graph: GraphContext, resource: ServicePrincipal, scope: string): void {
  const published = resourceOf(graph.directory, resource).scopes.map(({ value }) => value);
  const unknown = scope.split(' ').find((value) => value !== '' && !published.includes(value));
  if (unknown !== undefined)
    throw badRequest(`The permission '${unknown}' is not published by '${resource.displayName}'.`);
}

const ANY_ROLE = '00000000-0000-0000-0000-000000000000';

function assignee(
  graph: GraphContext,
  resource: ServicePrincipal,
  { principalId, appRoleId }: { readonly principalId: string; readonly appRoleId: string },
) {
  const { appRoles } = resourceOf(graph.directory, resource);
  const role = appRoles.find((candidate) => candidate.id === appRoleId);
  const user = findUser(graph.directory, principalId);
  const application = findPrincipal(graph.directory, principalId);
  const who = user ?? application;
  if (who === undefined) throw notFound(principalId);
  const type = user === undefined ? ('ServicePrincipal' as const) : ('User' as const);
  const member = user === undefined ? 'Application' : 'User';
  const fits =
    role === undefined ? appRoleId === ANY_ROLE : role.isEnabled && role.allowedMemberTypes.includes(member);
  if (!fits)
    throw badRequest('Permission being assigned was not found on application', {
      code: 'InvalidUpdate',
      target: 'appRoleId',
    });
  return {
    principalType: type,
    principalDisplayName: who.displayName,
    resourceDisplayName: resource.displayName,
    createdDateTime: timestamp(graph.directory),
  };
}
