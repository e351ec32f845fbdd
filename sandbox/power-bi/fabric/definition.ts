import { Refusal } from '../refusal.ts';
import type { Service } from '../service.ts';
import { type Caller, requireBuild } from '../tenant/access.ts';
import type { DefinitionPart, Report } from '../tenant/types.ts';
import { at, textAt } from '../visuals/json.ts';
import { partText } from '../visuals/report-visuals.ts';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const MODEL_ID = /\bsemanticmodelid\s*=\s*([0-9a-f-]{36})\b/i;

function invalid(message: string): Refusal {
  return new Refusal(400, 'InvalidInput', { message });
}

function corrupted(message: string): Refusal {
  return new Refusal(400, 'CorruptedPayload', { message });
}

/** What can be said before the operation begins: paths, encoding, and that the required parts are there. */
export function checkParts(parts: readonly DefinitionPart[]): void {
  const paths = new Set<string>();
  for (const { path, payload } of parts) {
    if (path.startsWith('/') || path.includes('\\') || path.split('/').includes('..')) {
      throw invalid(`'${path}' is no path of a definition part.`);
    }
    if (paths.has(path)) throw invalid(`There is more than one part '${path}'.`);
    if (!BASE64.test(payload)) throw corrupted(`The payload of '${path}' is not base64.`);
    paths.add(path);
  }
  if (!paths.has('definition.pbir')) throw invalid("The definition lacks the part 'definition.pbir'.");
  const isLegacy = paths.has('report.json');
  if (!isLegacy && !(paths.has('definition/report.json') && paths.has('definition/version.json'))) {
    throw invalid(
      "The definition lacks 'report.json', or 'definition/report.json' and 'definition/version.json'.",
    );
  }
}

function jsonOf(part: DefinitionPart): unknown {
  try {
    return JSON.parse(partText(part)) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw corrupted(`The part '${part.path}' is not JSON.`);
    throw error;
  }
}

/** What the operation finds: each file against its JSON Schema, and the model that the report is bound to. */
export function checkDefinition(
  service: Service,
  caller: Caller,
  parts: readonly DefinitionPart[],
): { readonly modelId: string } {
  for (const part of parts) {
    if (!/\.(json|pbir)$/.test(part.path) || part.path.startsWith('StaticResources/')) continue;
    const fault = service.schemas?.faultOf(part.path, jsonOf(part));
    if (fault !== undefined) throw corrupted(`The part '${part.path}' is not valid: ${fault}`);
  }
  const binding = parts.find((part) => part.path === 'definition.pbir');
  const reference = at(binding === undefined ? undefined : jsonOf(binding), 'datasetReference');
  if (at(reference, 'byPath') != null || at(reference, 'byConnection') == null) {
    throw invalid("'definition.pbir' must refer to its semantic model by byConnection.");
  }
  const id = MODEL_ID.exec(textAt(reference, 'byConnection', 'connectionString') ?? '')?.[1];
  if (id === undefined) throw invalid("The connection string names no 'semanticmodelid'.");
  const model = requireBuild(service, caller, service.tenant.models.get(id.toLowerCase()));
  if (model.kind === 'push' && service.rules.reportsOnPushModels === 'refused') {
    throw new Refusal(400, 'OperationNotSupportedForItem', {
      message: 'The semantic model does not support connections of this kind.',
    });
  }
  return { modelId: model.id };
}

/** The stored files, with the binding as it is now: cloning and rebinding change it. */
export function currentParts(report: Report): DefinitionPart[] {
  return report.parts.map((part) => {
    if (part.path !== 'definition.pbir') return part;
    const text = partText(part).replace(MODEL_ID, `semanticmodelid=${report.modelId}`);
    return { ...part, payload: Buffer.from(text, 'utf8').toString('base64') };
  });
}
