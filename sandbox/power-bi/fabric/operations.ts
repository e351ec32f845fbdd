import { guidParam } from '../http/input.ts';
import type { Answer, Call, Operation } from '../http/operation.ts';
import { entityNotFound, Refusal } from '../refusal.ts';
import { newId, nowMilliseconds, nowText } from '../service.ts';
import { createReport } from '../tenant/reports.ts';
import type { FabricOperation, Workspace } from '../tenant/types.ts';
import { checkDefinition } from './definition.ts';
import { fabricReportBody } from './report-body.ts';

const RETRY_AFTER_SECONDS = 1;

function headersOf(call: Call, operation: FabricOperation, isDone: boolean): Record<string, string> {
  const state = `${call.service.urls.fabric}/v1/operations/${operation.id}`;
  return {
    Location: isDone ? `${state}/result` : state,
    'x-ms-operation-id': operation.id,
    ...(isDone ? {} : { 'Retry-After': String(RETRY_AFTER_SECONDS) }),
  };
}

/** 202: the report is there only once the operation has ended, whether anyone polls or not. */
export function beginOperation(
  call: Call,
  workspace: Workspace,
  request: FabricOperation['request'],
): Answer {
  const operation: FabricOperation = {
    id: newId(),
    oid: call.caller.oid,
    createdAt: nowText(call.service),
    pollsLeft: call.service.rules.operationPolls,
    workspaceId: workspace.id,
    request,
    outcome: undefined,
  };
  call.service.tenant.operations.set(operation.id, operation);
  return { status: 202, headers: headersOf(call, operation, false) };
}

/** Ends the operations whose time is over; called before each request is answered. */
export function endDueOperations(service: Call['service']): void {
  const now = nowMilliseconds(service);
  for (const operation of service.tenant.operations.values()) {
    const due = Date.parse(operation.createdAt) + service.rules.operationSeconds * 1000;
    if (operation.outcome === undefined && now >= due) end(service, operation);
  }
}

function end(service: Call['service'], operation: FabricOperation): void {
  const { displayName, description, parts } = operation.request;
  try {
    const { modelId } = checkDefinition(service, { oid: operation.oid, appOnly: false }, parts);
    const report = createReport(service, {
      workspaceId: operation.workspaceId,
      name: displayName,
      description,
      modelId,
      createdBy: operation.oid,
      parts,
    });
    operation.outcome = { reportId: report.id };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    operation.outcome = { errorCode: error.code, message: error.message };
  }
}

/** Operations are their starter's alone. */
function operationOf(call: Call): FabricOperation {
  const operation = call.service.tenant.operations.get(guidParam(call, 'operationId'));
  if (operation === undefined || operation.oid !== call.caller.oid) {
    throw new Refusal(404, 'OperationNotFound', { message: 'The operation was not found.' });
  }
  return operation;
}

function state(call: Call): Answer {
  const operation = operationOf(call);
  if (operation.outcome === undefined) {
    if (operation.pollsLeft > 0) operation.pollsLeft -= 1;
    else end(call.service, operation);
  }
  const { outcome } = operation;
  const failed = outcome !== undefined && 'errorCode' in outcome;
  return {
    status: 200,
    headers: failed
      ? { 'x-ms-operation-id': operation.id }
      : headersOf(call, operation, outcome !== undefined),
    body: {
      status: outcome === undefined ? 'Running' : failed ? 'Failed' : 'Succeeded',
      createdTimeUtc: operation.createdAt,
      lastUpdatedTimeUtc: nowText(call.service),
      percentComplete: outcome === undefined ? 50 : 100,
      ...(failed ? { error: outcome } : {}),
    },
  };
}

function result(call: Call): Answer {
  const { outcome } = operationOf(call);
  if (outcome === undefined) {
    throw new Refusal(400, 'OperationNotCompleted', { message: 'The operation has not completed.' });
  }
  if ('errorCode' in outcome) throw new Refusal(400, outcome.errorCode, { message: outcome.message });
  const report = call.service.tenant.reports.get(outcome.reportId);
  if (report === undefined) throw entityNotFound();
  return { status: 200, body: fabricReportBody(report) };
}

export const fabricOperationOperations: readonly Operation[] = [
  {
    id: 'Fabric_GetOperationState',
    method: 'GET',
    path: '/v1/operations/{operationId}',
    scopes: [],
    run: state,
    changes: true,
  },
  {
    id: 'Fabric_GetOperationResult',
    method: 'GET',
    path: '/v1/operations/{operationId}/result',
    scopes: [],
    run: result,
  },
];
