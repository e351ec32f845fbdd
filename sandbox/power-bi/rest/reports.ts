import { z } from 'zod';
import { bodyOf, guid, guidParam, modelKey, workspaceOf } from '../http/input.ts';
import type { Answer, Call, Operation } from '../http/operation.ts';
import { badRequest, entityNotFound } from '../refusal.ts';
import { reportIn, requireBuild, requireRole, workspaceFor } from '../tenant/access.ts';
import { createReport, deleteReport, reportsOf } from '../tenant/reports.ts';
import type { Report, Role } from '../tenant/types.ts';
import { pagesOf } from '../visuals/report-visuals.ts';
import { done, inBothPlaces, many, one, reportBody } from './answers.ts';

const READ = ['Report.Read.All', 'Report.ReadWrite.All'];
const WRITE = ['Report.ReadWrite.All'];

const cloneReportRequest = z.strictObject({
  name: z.string().trim().min(1),
  targetWorkspaceId: guid.optional(),
  targetModelId: modelKey.optional(),
});

const rebindRequest = z.strictObject({ datasetId: modelKey });

const updateContentRequest = z.strictObject({
  sourceType: z.literal('ExistingReport'),
  sourceReport: z.strictObject({ sourceReportId: guid, sourceWorkspaceId: guid.optional() }),
});

function reportOf(call: Call, needs: Role): Report {
  return reportIn(call.service, workspaceOf(call, needs), guidParam(call, 'reportId'));
}

/** Needs Write on the source, so Contributor in its workspace; Build on the target model. */
function clone(call: Call): Answer {
  const { service, caller } = call;
  const source = reportOf(call, 'Contributor');
  const request = bodyOf(call, cloneReportRequest);
  const target =
    request.targetWorkspaceId === undefined
      ? requireRole(service, caller, service.tenant.workspaces.get(source.workspaceId), 'Contributor')
      : workspaceFor(service, caller, request.targetWorkspaceId, 'Contributor');
  if (request.targetModelId === undefined && target.id !== source.workspaceId) {
    throw badRequest('targetModelId is needed to clone a report into another workspace.');
  }
  const modelId =
    request.targetModelId === undefined
      ? source.modelId
      : requireBuild(service, caller, service.tenant.models.get(request.targetModelId)).id;
  const made = createReport(service, {
    workspaceId: target.id,
    name: request.name,
    description: source.description,
    modelId,
    createdBy: caller.oid,
    parts: source.parts,
  });
  return one(call, 'reports', reportBody(call, made));
}

function rebind(call: Call): Answer {
  const report = reportOf(call, 'Contributor');
  const { datasetId } = bodyOf(call, rebindRequest);
  report.modelId = requireBuild(call.service, call.caller, call.service.tenant.models.get(datasetId)).id;
  return done;
}

/** Takes over the pages of another report; the binding to the model stays. */
function updateContent(call: Call): Answer {
  const { service, caller } = call;
  const report = reportOf(call, 'Contributor');
  const { sourceReport } = bodyOf(call, updateContentRequest);
  const source = service.tenant.reports.get(sourceReport.sourceReportId);
  if (source === undefined) throw entityNotFound();
  const stated = sourceReport.sourceWorkspaceId;
  if (stated !== undefined && stated !== source.workspaceId) throw entityNotFound();
  requireRole(service, caller, service.tenant.workspaces.get(source.workspaceId), 'Viewer');
  const binding = report.parts.filter((part) => part.path === 'definition.pbir');
  report.parts = [...binding, ...source.parts.filter((part) => part.path !== 'definition.pbir')];
  return one(call, 'reports', reportBody(call, report));
}

export const reportOperations: readonly Operation[] = [
  ...inBothPlaces({
    id: 'Reports_GetReports',
    method: 'GET',
    suffix: '/reports',
    scopes: READ,
    run: (call) => {
      const workspace = workspaceOf(call, 'Viewer');
      return many(
        call,
        'reports',
        reportsOf(call.service, workspace.id).map((report) => reportBody(call, report)),
      );
    },
  }),
  ...inBothPlaces({
    id: 'Reports_GetReport',
    method: 'GET',
    suffix: '/reports/{reportId}',
    scopes: READ,
    run: (call) => one(call, 'reports', reportBody(call, reportOf(call, 'Viewer'))),
  }),
  ...inBothPlaces({
    id: 'Reports_DeleteReport',
    method: 'DELETE',
    suffix: '/reports/{reportId}',
    scopes: WRITE,
    run: (call) => {
      deleteReport(call.service, reportOf(call, 'Contributor'));
      return done;
    },
  }),
  ...inBothPlaces({
    id: 'Reports_CloneReport',
    method: 'POST',
    suffix: '/reports/{reportId}/Clone',
    scopes: ['Content.Create'],
    run: clone,
  }),
  ...inBothPlaces({
    id: 'Reports_RebindReport',
    method: 'POST',
    suffix: '/reports/{reportId}/Rebind',
    scopes: WRITE,
    run: rebind,
  }),
  ...inBothPlaces({
    id: 'Reports_UpdateReportContent',
    method: 'POST',
    suffix: '/reports/{reportId}/UpdateReportContent',
    scopes: WRITE,
    run: updateContent,
  }),
  ...inBothPlaces({
    id: 'Reports_GetPages',
    method: 'GET',
    suffix: '/reports/{reportId}/pages',
    scopes: READ,
    run: (call) => {
      const pages = pagesOf(reportOf(call, 'Viewer'));
      return many(
        call,
        'pages',
        pages.map((page, order) => ({ name: page.name, displayName: page.displayName, order })),
      );
    },
  }),
];
