import type { EntraStandIn } from '../entra/start.ts';
import { createBearerCheck } from '../shared/bearer.ts';
import { listen } from '../shared/http.ts';
import { type BaseControl, baseControl, Traffic } from '../shared/traffic.ts';
import { applicationOperations } from './applications.ts';
import type { GraphContext, Replication } from './context.ts';
import { deletedItemOperations } from './deleted-items.ts';
import { federatedCredentialOperations } from './federated-credentials.ts';
import { grantOperations } from './grants.ts';
import { errorForStatus, errorReply, GraphError } from './graph-error.ts';
import { asOperation } from './operation.ts';
import { peopleOperations } from './people.ts';
import { servicePrincipalOperations } from './service-principals.ts';

export type GraphOptions = {
  /** The Entra stand-in of the same process: Graph works on its directory and lives in its time. */
  readonly entra: Pick<EntraStandIn, 'url' | 'tenantId' | 'directory'>;
  /** A free port when left out. */
  readonly port?: number;
};

export type GraphControl = BaseControl & {
  /**
   * From now on a new application or service principal takes this long, in the stand-in's time, until it is found: 404
   * on reading and changing it, 400 on making the service principal of a new application. 0 ends it.
   */
  setReplicationLag(options: { readonly milliseconds: number }): Promise<void>;
};

export type GraphStandIn = {
  readonly url: string;
  readonly control: GraphControl;
  close(): Promise<void>;
};

/**
 * Starts the part of Microsoft Graph v1.0 that a registration needs: applications with passwords and federated
 * credentials, service principals, delegated grants, app role assignments, deleted items, `/me`, `/users/{id}` and
 * `/organization`. Callers need a token of the Entra stand-in for `https://graph.microsoft.com`; the same rights as in
 * Graph are asked for. Paths are those below `https://graph.microsoft.com`, so a client needs one setting, the base URL.
 *
 * `tenantType` of an unmanaged tenant is `viral`; the real `/organization` is not known to say that, the real public
 * `userrealm` answer of Entra does (`IsViral`), and the Entra stand-in has it too.
 */
export async function startGraph({ entra, port }: GraphOptions): Promise<GraphStandIn> {
  const { directory } = entra;
  const { clock } = directory;
  const traffic = new Traffic();
  const replication: Replication = { lagMs: 0, since: new Map() };
  const listener = await listen(port);
  const checkBearer = createBearerCheck({
    entraUrl: entra.url,
    tenantId: entra.tenantId,
    audiences: [
      'https://graph.microsoft.com',
      'https://graph.microsoft.com/',
      '00000003-0000-0000-c000-000000000000',
    ],
    clock,
  });
  const graph: GraphContext = { directory, url: listener.url, checkBearer, replication };
  const control: GraphControl = {
    ...baseControl(traffic, clock),
    setReplicationLag: async ({ milliseconds }) => {
      replication.lagMs = milliseconds;
    },
  };
  listener.serve({
    operations: [
      ...applicationOperations,
      ...federatedCredentialOperations,
      ...servicePrincipalOperations,
      ...grantOperations,
      ...deletedItemOperations,
      ...peopleOperations,
    ].map((operation) => asOperation(graph, operation)),
    traffic,
    control,
    answerFault: ({ status = 500, code, message, retryAfterSeconds }, call) => {
      const reply = errorReply(errorForStatus(status, code, message), call, clock.now());
      const wait = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
      return { ...reply, headers: { ...reply.headers, ...wait } };
    },
    answerUnknown: (call) => {
      const segment = call.url.pathname.split('/')[2] ?? '';
      const error = new GraphError(400, 'BadRequest', `Resource not found for the segment '${segment}'.`);
      return errorReply(error, call, clock.now());
    },
  });
  return { url: listener.url, control, close: listener.close };
}
