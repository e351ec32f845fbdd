import { emptyRecycleBin, purgeDeleted, restoreDeleted } from '../entra/directory/applications.ts';
import type { GraphContext } from './context.ts';
import { notFound } from './graph-error.ts';
import { collectionReply, entityReply } from './odata.ts';
import type { GraphOperation } from './operation.ts';
import { requireReader, requireWriter } from './permissions.ts';

const ITEM = /^\/v1\.0\/directory\/deletedItems\/(?<id>[^/.]+)$/;

/** Deleted applications and service principals; they can be restored for 30 days. */
export const deletedItemOperations: readonly GraphOperation[] = [
  {
    name: 'deletedItems.list',
    method: 'GET',
    path: /^\/v1\.0\/directory\/deletedItems\/(?:microsoft\.)?graph\.(?<type>application|servicePrincipal)$/i,
    run: (graph, call, caller) => {
      requireReader(caller);
      emptyRecycleBin(graph.directory);
      const { deletedApplications, deletedServicePrincipals } = graph.directory.state;
      const isApplication = call.params.type?.toLowerCase() === 'application';
      const entities = (isApplication ? deletedApplications : deletedServicePrincipals).map(view);
      return collectionReply(graph, call, 'directoryObjects', {
        entities,
        filterable: ['id', 'appId', 'displayName'],
      });
    },
  },
  {
    name: 'deletedItems.get',
    method: 'GET',
    path: ITEM,
    run: (graph, call, caller) => {
      requireReader(caller);
      return entityReply(graph, call, 'directoryObjects', view(itemOf(graph, call.params.id)));
    },
  },
  {
    name: 'deletedItems.restore',
    method: 'POST',
    path: /^\/v1\.0\/directory\/deletedItems\/(?<id>[^/.]+)\/restore$/,
    run: (graph, call, caller) => {
      const item = itemOf(graph, call.params.id);
      requireWriter(caller, item.owners);
      const restored = restoreDeleted(graph.directory, item.id);
      if (restored === undefined) throw notFound(item.id);
      return entityReply(graph, call, 'directoryObjects', { ...view(item), deletedDateTime: null });
    },
  },
  {
    name: 'deletedItems.delete',
    method: 'DELETE',
    path: ITEM,
    run: (graph, call, caller) => {
      const item = itemOf(graph, call.params.id);
      requireWriter(caller, item.owners);
      purgeDeleted(graph.directory, item.id);
      return { status: 204 };
    },
  },
];

type Item = {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly owners: readonly string[];
  readonly deletedDateTime: string;
};

function itemOf(graph: GraphContext, id = ''): Item {
  emptyRecycleBin(graph.directory);
  const { deletedApplications, deletedServicePrincipals } = graph.directory.state;
  const all: readonly Item[] = [...deletedApplications, ...deletedServicePrincipals];
  const item = all.find((candidate) => candidate.id === id.toLowerCase());
  if (item === undefined) throw notFound(id);
  return item;
}

function view({ id, appId, displayName, deletedDateTime }: Item): Record<string, unknown> {
  return { id, appId, displayName, deletedDateTime };
}
