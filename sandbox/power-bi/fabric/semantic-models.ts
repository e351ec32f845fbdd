import { z } from 'zod';
import { bodyOf, guidParam } from '../http/input.ts';
import type { Answer, Call, Operation } from '../http/operation.ts';
import { Refusal } from '../refusal.ts';
import { modelIn, requireRole } from '../tenant/access.ts';
import { createModel, type TableRequest } from '../tenant/models.ts';
import type { Model, Workspace } from '../tenant/types.ts';
import { partText } from '../visuals/report-visuals.ts';

const WRITE = ['SemanticModel.ReadWrite.All', 'Item.ReadWrite.All'];

const definition = z.strictObject({
  format: z.enum(['TMSL', 'TMDL']).optional(),
  parts: z
    .array(
      z.strictObject({
        path: z.string().min(1),
        payload: z.base64(),
        payloadType: z.literal('InlineBase64'),
      }),
    )
    .min(1),
});
const createRequest = z.strictObject({
  displayName: z.string().trim().min(1).max(256),
  description: z.string().max(256).optional(),
  definition,
});
const updateRequest = z.strictObject({ definition });
type Definition = z.infer<typeof definition>;

/** As much of TMSL as says which tables there are; M is not run. */
const modelBim = z.looseObject({
  compatibilityLevel: z.number(),
  model: z.looseObject({
    tables: z.array(
      z.looseObject({
        name: z.string(),
        columns: z.array(z.looseObject({ name: z.string(), dataType: z.string() })),
        partitions: z.array(z.looseObject({ source: z.looseObject({ type: z.string() }) })).min(1),
      }),
    ),
  }),
});

const DATA_TYPES: Readonly<Record<string, string>> = {
  string: 'String',
  int64: 'Int64',
  double: 'Double',
  dateTime: 'DateTime',
  boolean: 'Boolean',
};

function invalid(message: string): Refusal {
  return new Refusal(400, 'InvalidInput', { message });
}

/** The tables of a definition; `definition.pbism` of version 1.0 goes with `model.bim` alone. */
function tablesOf({ parts }: Definition): TableRequest[] {
  const textOf = (path: string) => {
    const part = parts.find((one) => one.path === path);
    if (!part) throw invalid(`The definition lacks the part '${path}'.`);
    return partText(part);
  };
  const settings = z.looseObject({ version: z.string() }).safeParse(jsonOf(textOf('definition.pbism')));
  if (!settings.success) throw invalid("'definition.pbism' has no version.");
  const bim = modelBim.safeParse(jsonOf(textOf('model.bim')));
  if (!bim.success) throw new Refusal(400, 'CorruptedPayload', { message: bim.error.message });
  return bim.data.model.tables.map(({ name, columns }) => ({
    name,
    columns: columns.map((column) => {
      const dataType = DATA_TYPES[column.dataType];
      if (dataType === undefined) throw invalid(`'${column.dataType}' is no data type of a column.`);
      return { name: column.name, dataType };
    }),
  }));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal(400, 'CorruptedPayload', { message: 'A part of the definition is no JSON.' });
  }
}

function workspaceOf(call: Call): Workspace {
  const workspace = call.service.tenant.workspaces.get(guidParam(call, 'workspaceId'));
  return requireRole(call.service, call.caller, workspace, 'Contributor');
}

function create(call: Call): Answer {
  const { service, caller } = call;
  const workspace = workspaceOf(call);
  const request = bodyOf(call, createRequest);
  const tables = tablesOf(request.definition);
  const model = createModel(service, caller, workspace, {
    name: request.displayName,
    tables,
    kind: 'import',
    retention: 'None',
  });
  return { status: 201, body: modelBody(model) };
}

/** "Overrides the definition": rows are gone until the next refresh. Push models have none that can be overridden. */
function update(call: Call): Answer {
  const model = modelIn(call.service, workspaceOf(call), guidParam(call, 'modelId'));
  if (model.kind !== 'import')
    throw new Refusal(400, 'OperationNotSupportedForItem', {
      message: 'The operation is not supported for this semantic model.',
    });
  const tables = tablesOf(bodyOf(call, updateRequest).definition);
  model.tables = tables.map(({ name, columns }) => ({
    name,
    columns,
    measures: [],
    isHidden: false,
    description: '',
    rows: [],
  }));
  return { status: 200 };
}

function modelBody({ id, name, workspaceId }: Model): object {
  return { id, type: 'SemanticModel', displayName: name, description: '', workspaceId };
}

const MODELS = '/v1/workspaces/{workspaceId}/semanticModels';

export const fabricModelOperations: readonly Operation[] = [
  { id: 'Fabric_CreateSemanticModel', method: 'POST', path: MODELS, scopes: WRITE, run: create },
  {
    id: 'Fabric_UpdateSemanticModelDefinition',
    method: 'POST',
    path: `${MODELS}/{modelId}/updateDefinition`,
    scopes: WRITE,
    run: update,
  },
];
