import { z } from 'zod';
import { actingOwner } from '../lib/http/acting-owner.ts';
import { route } from '../lib/http/route.ts';
import { actingAs, guid, listOf } from '../lib/http/views/common.ts';
import { dashboardView, workspaceView } from '../lib/http/views/pins.ts';
import { createDashboard, listDashboards, listWorkspaces } from '../lib/power-bi/workspaces.ts';
import { registerRoutes } from './shared/register-routes.ts';

const group = 'Power BI';
const asQuery = z.object({ as: actingAs });
const workspaceParams = z.object({ workspaceId: guid });

registerRoutes(
  route({
    name: 'power-bi-workspaces',
    method: 'GET',
    path: 'api/power-bi/workspaces',
    group,
    summary: 'Workspaces you can pin in, live from Power BI.',
    access: 'caller',
    query: asQuery,
    answers: { 200: listOf(workspaceView) },
    async handle({ app, principal, query }) {
      const owner = await actingOwner(app, principal, query.as);
      return { status: 200, body: { value: await listWorkspaces(app.powerBi, owner) } };
    },
  }),
  route({
    name: 'power-bi-dashboards',
    method: 'GET',
    path: 'api/power-bi/workspaces/{workspaceId}/dashboards',
    group,
    summary: 'Dashboards of a workspace you can pin to; read-only ones are left out.',
    access: 'caller',
    query: asQuery,
    params: workspaceParams,
    answers: { 200: listOf(dashboardView) },
    async handle({ app, principal, params, query }) {
      const owner = await actingOwner(app, principal, query.as);
      return {
        status: 200,
        body: { value: await listDashboards(app.powerBi, owner, params.workspaceId) },
      };
    },
  }),
  route({
    name: 'power-bi-dashboards-post',
    method: 'POST',
    path: 'api/power-bi/workspaces/{workspaceId}/dashboards',
    group,
    summary: 'Makes an empty dashboard.',
    access: 'caller',
    query: asQuery,
    params: workspaceParams,
    body: { json: z.strictObject({ name: z.string().trim().min(1).max(200) }) },
    answers: { 201: dashboardView },
    async handle({ app, principal, params, body, query }) {
      const owner = await actingOwner(app, principal, query.as);
      const target = { workspaceId: params.workspaceId, name: body.name };
      return { status: 201, body: await createDashboard(app.powerBi, owner, target) };
    },
  }),
);
