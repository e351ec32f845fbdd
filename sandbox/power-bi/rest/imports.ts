import { choice, guidParam, workspaceOf } from '../http/input.ts';
import type { Answer, Call, Operation } from '../http/operation.ts';
import { badRequest, entityNotFound, Refusal } from '../refusal.ts';
import { kitTables, pictureReport } from '../seed/template-kit.ts';
import { newId, nowText } from '../service.ts';
import { createModel, modelsOf } from '../tenant/models.ts';
import { createReport, reportsOf } from '../tenant/reports.ts';
import type { Import, Model, Workspace } from '../tenant/types.ts';
import { importBody, inBothPlaces, many, one } from './answers.ts';

const CONFLICTS = ['Ignore', 'Abort', 'Overwrite', 'CreateOrOverwrite', 'GenerateUniqueName'] as const;

/** The bytes of the one file of a multipart/form-data body. */
function fileOf(call: Call): Buffer {
  const boundary = /^multipart\/form-data\s*;.*\bboundary="?([^";]+)"?/i.exec(call.contentType)?.[1];
  if (boundary === undefined) {
    throw new Refusal(415, 'UnsupportedMediaType', { message: 'The body is to be multipart/form-data.' });
  }
  const start = call.body.indexOf('\r\n\r\n');
  const end = call.body.lastIndexOf(`\r\n--${boundary}--`);
  if (start === -1 || end <= start + 4) throw badRequest('The body holds no file.');
  return call.body.subarray(start + 4, end);
}

/**
 * A .pbix is a ZIP archive whose model is a proprietary binary, so the stand-in cannot read what is inside: every file
 * becomes an import model with the template kit's tables and a report with its picture visual.
 */
function importPbix(call: Call): Answer {
  const workspace = workspaceOf(call, 'Contributor');
  const name = call.query.get('datasetDisplayName')?.replace(/\.pbix$/i, '');
  if (name === undefined || name === '') throw badRequest("'datasetDisplayName' is required.");
  const onConflict = choice(call.query, 'nameConflict', CONFLICTS, 'Ignore');
  if (fileOf(call).subarray(0, 2).toString('latin1') !== 'PK') {
    throw badRequest('The file is not a .pbix; the stand-in takes no other kind.');
  }
  const made = publish(call, workspace, name, onConflict);
  call.service.tenant.imports.set(made.id, made);
  return one(call, 'imports', { id: made.id }, 202);
}

function publish(
  call: Call,
  workspace: Workspace,
  wanted: string,
  onConflict: (typeof CONFLICTS)[number],
): Import {
  const { service, caller } = call;
  const named = (name: string): Model | undefined =>
    modelsOf(service, workspace.id).find((one) => one.kind === 'import' && one.name === name);
  const existing = named(wanted);
  if (existing !== undefined && onConflict === 'Abort') {
    throw new Refusal(409, 'DuplicatePackageFoundError');
  }
  if (existing === undefined && onConflict === 'Overwrite') {
    throw new Refusal(404, 'DuplicatePackageNotFoundError');
  }
  let name = wanted;
  if (onConflict === 'GenerateUniqueName')
    for (let n = 1; named(name) !== undefined; n += 1) name = `${wanted} ${n}`;
  const overwrites = existing !== undefined && ['Overwrite', 'CreateOrOverwrite'].includes(onConflict);
  const model = overwrites
    ? existing
    : createModel(service, caller, workspace, {
        name,
        tables: kitTables(),
        kind: 'import',
        retention: 'None',
      });
  const reports = reportsOf(service, workspace.id).filter((report) => report.modelId === model.id);
  if (reports.length === 0 && call.query.get('skipReport') !== 'true') {
    reports.push(
      createReport(service, {
        workspaceId: workspace.id,
        name,
        modelId: model.id,
        createdBy: caller.oid,
        parts: pictureReport(model.id),
      }),
    );
  }
  return {
    id: newId(),
    workspaceId: workspace.id,
    name,
    createdAt: nowText(service),
    reportIds: reports.map((report) => report.id),
    modelIds: [model.id],
  };
}

const READ = ['Dataset.Read.All', 'Dataset.ReadWrite.All'];

export const importOperations: readonly Operation[] = [
  ...inBothPlaces({
    id: 'Imports_PostImport',
    method: 'POST',
    suffix: '/imports',
    scopes: ['Dataset.ReadWrite.All'],
    run: importPbix,
  }),
  ...inBothPlaces({
    id: 'Imports_GetImports',
    method: 'GET',
    suffix: '/imports',
    scopes: READ,
    run: (call) => {
      const workspace = workspaceOf(call, 'Viewer');
      const imports = [...call.service.tenant.imports.values()].filter(
        (made) => made.workspaceId === workspace.id,
      );
      return many(
        call,
        'imports',
        imports.map((made) => importBody(call, made, 'Succeeded')),
      );
    },
  }),
  ...inBothPlaces({
    id: 'Imports_GetImport',
    method: 'GET',
    suffix: '/imports/{importId}',
    scopes: READ,
    run: (call) => {
      const workspace = workspaceOf(call, 'Viewer');
      const made = call.service.tenant.imports.get(guidParam(call, 'importId'));
      if (made === undefined || made.workspaceId !== workspace.id) throw entityNotFound();
      return one(call, 'imports', importBody(call, made, 'Succeeded'));
    },
  }),
];
