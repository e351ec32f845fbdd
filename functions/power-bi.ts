import { z } from 'zod';
import { route } from '../lib/http/route.ts';
import { dashboardView, guid, listOf, workspaceView } from '../lib/http/views.ts';
import { createDashboard, listDashboards, listWorkspaces } from '../lib/power-bi/workspaces.ts';
import { registerRoutes } from './shared/register-routes.ts';

const group = 'Power BI';
const workspaceParams = z.object({ workspaceId: guid });

registerRoutes(
  route({
    name: 'power-bi-workspaces',
    method: 'GET',
    path: 'api/power-bi/workspaces',
    group,
    summary: 'Workspaces you can pin in, live from Power BI.',
    access: 'user',
    answers: { 200: listOf(workspaceView) },
    async handle({ app, principal }) {
      return { status: 200, body: { value: await listWorkspaces(app.powerBi, principal.owner) } };
    },
  }),
  route({
    name: 'power-bi-dashboards',
    method: 'GET',
    path: 'api/power-bi/workspaces/{workspaceId}/dashboards',
    group,
    summary: 'Dashboards of a workspace you can pin to; read-only ones are left out.',
    access: 'user',
    params: workspaceParams,
    answers: { 200: listOf(dashboardView) },
    async handle({ app, principal, params }) {
      return {
        status: 200,
        body: { value: await listDashboards(app.powerBi, principal.owner, params.workspaceId) },
      };
    },
  }),
  route({
    name: 'power-bi-dashboards-post',
    method: 'POST',
    path: 'api/power-bi/workspaces/{workspaceId}/dashboards',
    group,
    summary: 'Makes an empty dashboard.',
    access: 'user',
    params: workspaceParams,
    body: { json: z.strictObject({ name: z.string().trim().min(1).max(200) }) },
    answers: { 201: dashboardView },
    async handle({ app, principal, params, body }) {
      const target = { workspaceId: params.workspaceId, name: body.name };
      return { status: 201, body: await createDashboard(app.powerBi, principal.owner, target) };
    },
  }),
);
