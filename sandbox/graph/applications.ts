import { z } from 'zod';
import { addPassword, createApplication, deleteApplication } from '../entra/directory/applications.ts';
import { findApplication } from '../entra/directory/directory.ts';
import type { Application } from '../entra/directory/types.ts';
import type { Call, Reply } from '../shared/http.ts';
import { readApplicationPatch } from './application-input.ts';
import { checkSettings, mergeSettings } from './application-rules.ts';
import { type GraphContext, isReplicated, noteCreated } from './context.ts';
import { badRequest, notFound } from './graph-error.ts';
import { collectionReply, entityReply } from './odata.ts';
import { type GraphOperation, readJson, readStrict } from './operation.ts';
import { requireCreator, requireReader, requireWriter } from './permissions.ts';

const QUOTED = (name: string): string => `(?:'|%27)(?<${name}>[^'%]+)(?:'|%27)`;
const ONE = String.raw`/v1\.0/applications(?:/(?<id>[^/()]+)|\(appId=${QUOTED('appId')}\)|\(uniqueName=${QUOTED('uniqueName')}\))`;
/** The path of one application, by object id, app id or unique name, and of what is below it. */
export const applicationPath = (below = ''): RegExp => new RegExp(`^${ONE}${below}$`);

export const applicationOperations: readonly GraphOperation[] = [
  {
    name: 'applications.create',
    method: 'POST',
    path: /^\/v1\.0\/applications$/,
    run: (graph, call, caller) => {
      requireCreator(caller);
      const application = addApplication(graph, call, caller.id, null);
      return entityReply(graph, call, 'applications', applicationView(graph, application), 201);
    },
  },
  {
    name: 'applications.list',
    method: 'GET',
    path: /^\/v1\.0\/applications$/,
    run: (graph, call, caller) => {
      requireReader(caller);
      const visible = graph.directory.state.applications.filter(({ id }) => isReplicated(graph, id));
      const entities = visible.map((application) => applicationView(graph, application));
      return collectionReply(graph, call, 'applications', {
        entities,
        filterable: ['id', 'appId', 'displayName'],
      });
    },
  },
  {
    name: 'applications.get',
    method: 'GET',
    path: applicationPath(),
    run: (graph, call, caller) => {
      requireReader(caller);
      return entityReply(graph, call, 'applications', applicationView(graph, applicationOf(graph, call)));
    },
  },
  {
    name: 'applications.update',
    method: 'PATCH',
    path: applicationPath(),
    run: (graph, call, caller) => {
      const { uniqueName } = call.params;
      const named = uniqueName === undefined ? undefined : findNamed(graph, uniqueName);
      const upserts = String(call.headers.prefer ?? '').includes('create-if-missing');
      if (uniqueName !== undefined && named === undefined && upserts) {
        requireCreator(caller);
        const created = addApplication(graph, call, caller.id, uniqueName);
        return entityReply(graph, call, 'applications', applicationView(graph, created), 201);
      }
      // That a name is taken is known everywhere at once, where the object itself may not be.
      const application = (upserts && named) || applicationOf(graph, call);
      requireWriter(caller, application.owners);
      const settings = mergeSettings(application, readApplicationPatch(readJson(call)));
      checkSettings(graph.directory, settings, application);
      Object.assign(application, settings);
      return { status: 204 };
    },
  },
  {
    name: 'applications.delete',
    method: 'DELETE',
    path: applicationPath(),
    run: (graph, call, caller) => {
      const application = applicationOf(graph, call);
      requireWriter(caller, application.owners);
      deleteApplication(graph.directory, application);
      return { status: 204 };
    },
  },
  {
    name: 'applications.addPassword',
    method: 'POST',
    path: applicationPath('/addPassword'),
    run: (graph, call, caller) => {
      const application = applicationOf(graph, call);
      requireWriter(caller, application.owners);
      const { passwordCredential = {} } = readStrict(call, addPasswordBody);
      const { displayName, startDateTime, endDateTime } = passwordCredential;
      const { secretHash: _, ...shown } = addPassword(graph.directory, application, {
        ...(displayName !== undefined && { displayName }),
        ...(startDateTime !== undefined && { startDateTime }),
        ...(endDateTime !== undefined && { endDateTime }),
      });
      return { status: 200, body: { customKeyIdentifier: null, ...shown } };
    },
  },
  {
    name: 'applications.removePassword',
    method: 'POST',
    path: applicationPath('/removePassword'),
    run: (graph, call, caller): Reply => {
      const application = applicationOf(graph, call);
      requireWriter(caller, application.owners);
      const { keyId } = readStrict(call, z.strictObject({ keyId: z.guid() }));
      const kept = application.passwordCredentials.filter(
        (credential) => credential.keyId !== keyId.toLowerCase(),
      );
      if (kept.length === application.passwordCredentials.length)
        throw badRequest('No password credential found with keyId.');
      application.passwordCredentials = kept;
      return { status: 204 };
    },
  },
  {
    name: 'applications.owners',
    method: 'GET',
    path: applicationPath('/owners'),
    run: (graph, call, caller) => {
      requireReader(caller);
      const { owners } = applicationOf(graph, call);
      const entities = owners.map((id) => ({ '@odata.type': ownerType(graph, id), id }));
      return collectionReply(graph, call, 'directoryObjects', { entities, filterable: ['id'] });
    },
  },
];

const addPasswordBody = z.strictObject({
  passwordCredential: z
    .strictObject({
      displayName: z.string().nullable().optional(),
      startDateTime: z.iso.datetime().optional(),
      endDateTime: z.iso.datetime().optional(),
    })
    .optional(),
});

/** The application that a path names; 404 where there is none, or where the answering copy does not have it yet. */
export function applicationOf(graph: GraphContext, call: Call): Application {
  const { id = '', appId, uniqueName } = call.params;
  const byKey = appId === undefined ? undefined : findApplication(graph.directory, appId);
  const found =
    uniqueName !== undefined
      ? findNamed(graph, uniqueName)
      : (byKey ?? graph.directory.state.applications.find((other) => other.id === id.toLowerCase()));
  if (found === undefined || !isReplicated(graph, found.id)) throw notFound(uniqueName ?? appId ?? id);
  return found;
}

function findNamed({ directory }: GraphContext, uniqueName: string): Application | undefined {
  return directory.state.applications.find((application) => application.uniqueName === uniqueName);
}

function addApplication(
  graph: GraphContext,
  call: Call,
  owner: string,
  uniqueName: string | null,
): Application {
  const patch = readApplicationPatch(readJson(call));
  if (patch.displayName === undefined)
    throw badRequest("A value is required for property 'displayName' of resource 'Application'.");
  const { directory } = graph;
  const application = createApplication(directory, { displayName: patch.displayName }, [owner], uniqueName);
  try {
    const settings = mergeSettings(application, patch);
    checkSettings(directory, settings, undefined);
    Object.assign(application, settings);
  } catch (error) {
    directory.state.applications.pop();
    throw error;
  }
  noteCreated(graph, application.id);
  return application;
}

function applicationView({ directory }: GraphContext, application: Application): Record<string, unknown> {
  const {
    owners: _,
    federatedIdentityCredentials: __,
    passwordCredentials,
    keyCredentials,
    ...shown
  } = application;
  return {
    ...shown,
    deletedDateTime: null,
    publisherDomain: directory.state.tenant.domains.find(({ isDefault }) => isDefault)?.name ?? null,
    passwordCredentials: passwordCredentials.map(({ secretHash: ___, ...credential }) => ({
      customKeyIdentifier: null,
      ...credential,
      secretText: null,
    })),
    // The key itself comes only when it is selected, and nobody here selects it.
    keyCredentials: keyCredentials.map((credential) => ({ ...credential, key: null })),
  };
}

function ownerType({ directory }: GraphContext, id: string): string {
  const isUser = directory.state.users.some((user) => user.id === id);
  return isUser ? '#microsoft.graph.user' : '#microsoft.graph.servicePrincipal';
}
