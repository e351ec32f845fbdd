import type { Operation } from '../http/operation.ts';
import { roleIn } from '../tenant/access.ts';

/** Unlike Power BI's list, Fabric's has the caller's own workspace, of the type Personal. */
export const fabricWorkspaceOperations: readonly Operation[] = [
  {
    id: 'Fabric_ListWorkspaces',
    method: 'GET',
    path: '/v1/workspaces',
    scopes: ['Workspace.Read.All', 'Workspace.ReadWrite.All'],
    run: ({ service, caller }) => ({
      status: 200,
      body: {
        value: [...service.tenant.workspaces.values()]
          .filter((workspace) => roleIn(service, caller, workspace) !== undefined)
          .map(({ id, name, ownerOid }) => ({
            id,
            displayName: name,
            description: '',
            type: ownerOid === undefined ? 'Workspace' : 'Personal',
          })),
      },
    }),
  },
];
