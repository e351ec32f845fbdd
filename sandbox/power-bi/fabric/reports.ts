import { z } from 'zod';
import { bodyOf, guid, guidParam } from '../http/input.ts';
import type { Answer, Call, Operation } from '../http/operation.ts';
import { entityNotFound, Refusal } from '../refusal.ts';
import { reportIn, requireRole } from '../tenant/access.ts';
import { createReport, deleteReport, reportsOf } from '../tenant/reports.ts';
import type { Report, Role, Workspace } from '../tenant/types.ts';
import { checkDefinition, checkParts, currentParts } from './definition.ts';
import { beginOperation } from './operations.ts';
import { fabricReportBody } from './report-body.ts';

const READ = ['Report.Read.All', 'Report.ReadWrite.All', 'Item.Read.All', 'Item.ReadWrite.All'];
const WRITE = ['Report.ReadWrite.All', 'Item.ReadWrite.All'];

const definition = z.strictObject({
  format: z.enum(['PBIR', 'PBIR-Legacy']).optional(),
  parts: z
    .array(
      z.strictObject({
        path: z.string().min(1),
        payload: z.string(),
        payloadType: z.literal('InlineBase64'),
      }),
    )
    .min(1),
});

const createReportRequest = z.strictObject({
  displayName: z.string().trim().min(1).max(256),
  description: z.string().max(256).optional(),
  folderId: guid.nullable().optional(),
  definition,
});

const updateDefinitionRequest = z.strictObject({ definition });

function workspaceOf(call: Call, needs: Role): Workspace {
  const workspace = call.service.tenant.workspaces.get(guidParam(call, 'workspaceId'));
  return requireRole(call.service, call.caller, workspace, needs);
}

function reportOf(call: Call, needs: Role): Report {
  return reportIn(call.service, workspaceOf(call, needs), guidParam(call, 'reportId'));
}

function create(call: Call): Answer {
  const { service, caller } = call;
  const workspace = workspaceOf(call, 'Contributor');
  const request = bodyOf(call, createReportRequest);
  if (request.folderId != null) throw entityNotFound();
  checkParts(request.definition.parts);
  refuseSameName(call, workspace, request.displayName);
  const made = {
    displayName: request.displayName,
    description: request.description ?? '',
    parts: request.definition.parts,
  };
  if (service.rules.reportCreation === 'accepted') return beginOperation(call, workspace, made);
  const { modelId } = checkDefinition(service, caller, made.parts);
  const report = createReport(service, {
    workspaceId: workspace.id,
    name: made.displayName,
    description: made.description,
    modelId,
    createdBy: caller.oid,
    parts: made.parts,
  });
  return { status: 201, body: fabricReportBody(report) };
}

function refuseSameName(call: Call, workspace: Workspace, name: string): void {
  if (call.service.rules.sameReportName === 'allowed') return;
  const taken = reportsOf(call.service, workspace.id).some(
    (report) => report.name.toLowerCase() === name.toLowerCase(),
  );
  if (taken) {
    throw new Refusal(409, 'ItemDisplayNameAlreadyInUse', {
      message: `Requested '${name}' is already in use`,
    });
  }
}

function update(call: Call): Answer {
  const report = reportOf(call, 'Contributor');
  const request = bodyOf(call, updateDefinitionRequest);
  checkParts(request.definition.parts);
  report.modelId = checkDefinition(call.service, call.caller, request.definition.parts).modelId;
  report.parts = request.definition.parts;
  return { status: 200 };
}

const REPORTS = '/v1/workspaces/{workspaceId}/reports';
const REPORT = `${REPORTS}/{reportId}`;

export const fabricReportOperations: readonly Operation[] = [
  { id: 'Fabric_CreateReport', method: 'POST', path: REPORTS, scopes: WRITE, run: create },
  {
    id: 'Fabric_ListReports',
    method: 'GET',
    path: REPORTS,
    scopes: READ,
    run: (call) => ({
      status: 200,
      body: {
        value: reportsOf(call.service, workspaceOf(call, 'Viewer').id).map(fabricReportBody),
      },
    }),
  },
  {
    id: 'Fabric_GetReport',
    method: 'GET',
    path: REPORT,
    scopes: READ,
    run: (call) => ({ status: 200, body: fabricReportBody(reportOf(call, 'Viewer')) }),
  },
  {
    id: 'Fabric_DeleteReport',
    method: 'DELETE',
    path: REPORT,
    scopes: WRITE,
    run: (call) => {
      deleteReport(call.service, reportOf(call, 'Contributor'));
      return { status: 200 };
    },
  },
  {
    id: 'Fabric_GetReportDefinition',
    method: 'POST',
    path: `${REPORT}/getDefinition`,
    scopes: WRITE,
    run: (call) => ({
      status: 200,
      body: { definition: { parts: currentParts(reportOf(call, 'Contributor')) } },
    }),
  },
  {
    id: 'Fabric_UpdateReportDefinition',
    method: 'POST',
    path: `${REPORT}/updateDefinition`,
    scopes: WRITE,
    run: update,
  },
];
