import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Application, FederatedIdentityCredential } from '../entra/directory/types.ts';
import type { Call } from '../shared/http.ts';
import { over } from './application-rules.ts';
import { applicationOf, applicationPath } from './applications.ts';
import type { GraphContext } from './context.ts';
import { badRequest, conflict, notFound } from './graph-error.ts';
import { collectionReply, entityReply } from './odata.ts';
import { type GraphOperation, readStrict } from './operation.ts';
import { requireReader, requireWriter } from './permissions.ts';

const MAX_CREDENTIALS = 20;
const SET = 'applications/federatedIdentityCredentials';

const body = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{2,119}$/),
  issuer: z.url().max(600),
  subject: z.string().min(1).max(600),
  audiences: z.array(z.string().min(1).max(600)).length(1),
  description: z.string().max(600).nullable().default(null),
});

export const federatedCredentialOperations: readonly GraphOperation[] = [
  {
    name: 'federatedIdentityCredentials.create',
    method: 'POST',
    path: applicationPath('/federatedIdentityCredentials'),
    run: (graph, call, caller) => {
      const application = applicationOf(graph, call);
      requireWriter(caller, application.owners);
      const wanted = readStrict(call, body);
      const known = application.federatedIdentityCredentials;
      if (known.length >= MAX_CREDENTIALS) {
        throw badRequest(
          `An application can have at most ${MAX_CREDENTIALS} federated identity credentials.`,
        );
      }
      checkUnique(known, wanted);
      const credential = { id: randomUUID(), ...wanted };
      application.federatedIdentityCredentials = [...known, credential];
      return entityReply(graph, call, SET, credential, 201);
    },
  },
  {
    name: 'federatedIdentityCredentials.list',
    method: 'GET',
    path: applicationPath('/federatedIdentityCredentials'),
    run: (graph, call, caller) => {
      requireReader(caller);
      const entities = applicationOf(graph, call).federatedIdentityCredentials;
      return collectionReply(graph, call, SET, { entities, filterable: ['name', 'issuer', 'subject'] });
    },
  },
  {
    name: 'federatedIdentityCredentials.get',
    method: 'GET',
    path: applicationPath('/federatedIdentityCredentials/(?<credential>[^/]+)'),
    run: (graph, call, caller) => {
      requireReader(caller);
      return entityReply(graph, call, SET, credentialOf(graph, call).credential);
    },
  },
  {
    name: 'federatedIdentityCredentials.update',
    method: 'PATCH',
    path: applicationPath('/federatedIdentityCredentials/(?<credential>[^/]+)'),
    run: (graph, call, caller) => {
      const { application, credential } = credentialOf(graph, call);
      requireWriter(caller, application.owners);
      const changes = readStrict(call, body.omit({ name: true }).partial());
      const others = application.federatedIdentityCredentials.filter((other) => other !== credential);
      const updated = over(credential, changes);
      checkUnique(others, updated);
      application.federatedIdentityCredentials = [...others, updated];
      return { status: 204 };
    },
  },
  {
    name: 'federatedIdentityCredentials.delete',
    method: 'DELETE',
    path: applicationPath('/federatedIdentityCredentials/(?<credential>[^/]+)'),
    run: (graph, call, caller) => {
      const { application, credential } = credentialOf(graph, call);
      requireWriter(caller, application.owners);
      const kept = application.federatedIdentityCredentials.filter((other) => other !== credential);
      application.federatedIdentityCredentials = kept;
      return { status: 204 };
    },
  },
];

/** A wrong issuer or subject is taken without a word and fails at the exchange; only repetition is refused. */
function checkUnique(
  known: readonly FederatedIdentityCredential[],
  { name, issuer, subject }: Pick<FederatedIdentityCredential, 'name' | 'issuer' | 'subject'>,
): void {
  if (known.some((other) => other.name === name)) {
    throw conflict(`FederatedIdentityCredential with name ${name} already exists.`);
  }
  if (known.some((other) => other.issuer === issuer && other.subject === subject)) {
    throw conflict('FederatedIdentityCredential with issuer and subject already exists on the application.');
  }
}

function credentialOf(
  graph: GraphContext,
  call: Call,
): { readonly application: Application; readonly credential: FederatedIdentityCredential } {
  const application = applicationOf(graph, call);
  const wanted = call.params.credential ?? '';
  const credential = application.federatedIdentityCredentials.find(
    ({ id, name }) => id === wanted || name === wanted,
  );
  if (credential === undefined) throw notFound(wanted);
  return { application, credential };
}
