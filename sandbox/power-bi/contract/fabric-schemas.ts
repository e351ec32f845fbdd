import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ajv, AnySchemaObject } from 'ajv';
import { textAt } from '../visuals/json.ts';
import { contractsFolder } from './contracts-folder.ts';

export interface FabricSchemas {
  /** Why a file of a report definition is refused, by the schema that its `$schema` names; undefined: it is valid. */
  faultOf(path: string, content: unknown): string | undefined;
}

/** Which schema each file of a report definition must name (PBIR). */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^definition\.pbir$/, 'definitionProperties'],
  [/^definition\/version\.json$/, 'definition/versionMetadata'],
  [/^definition\/report\.json$/, 'definition/report'],
  [/^definition\/reportExtensions\.json$/, 'definition/reportExtension'],
  [/^definition\/pages\/pages\.json$/, 'definition/pagesMetadata'],
  [/^definition\/pages\/[^/]+\/page\.json$/, 'definition/page'],
  [/^definition\/pages\/[^/]+\/visuals\/[^/]+\/visual\.json$/, 'definition/visualContainer'],
];

const BASE = 'https://developer.microsoft.com/json-schemas/fabric/item/report/';

/** The published JSON Schemas of report definitions; undefined where the contracts are not at hand. */
export async function loadFabricSchemas(): Promise<FabricSchemas | undefined> {
  const folder = contractsFolder();
  if (folder === undefined) return undefined;
  // Only a checkout with the contracts needs the validator, so that a plain start does not load it.
  const { Ajv } = await import('ajv');
  const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: false });
  for (const schema of schemasIn(join(folder, 'fabric-report', 'report'))) ajv.addSchema(schema);
  return { faultOf: (path, content) => faultOf(ajv, path, content) };
}

function faultOf(ajv: Ajv, path: string, content: unknown): string | undefined {
  const kind = KINDS.find(([pattern]) => pattern.test(path))?.[1];
  if (kind === undefined) return undefined;
  const id = textAt(content, '$schema') ?? '';
  if (!id.startsWith(`${BASE}${kind}/`)) return `$schema is to name a version of ${BASE}${kind}.`;
  const validate = ajv.getSchema(id);
  if (validate === undefined) return `the version of its $schema is not known: ${id}`;
  if (validate(content) === true) return undefined;
  const [first] = validate.errors ?? [];
  return `${first?.instancePath ?? ''} ${first?.message ?? 'is not valid'} ${JSON.stringify(first?.params ?? {})}`;
}

/**
 * Embedded schemas are published as `schema.embedded.json` and referred to as `schema-embedded.json`: the reference
 * wins.
 */
function schemasIn(folder: string): AnySchemaObject[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const schema = JSON.parse(readFileSync(join(folder, name), 'utf8')) as AnySchemaObject;
      return {
        ...schema,
        $id: String(schema.$id).replace('schema.embedded.json', 'schema-embedded.json'),
      };
    });
}
