/** Writes client/operations.ts from the API description: `npm run generate-client`. A test holds the file against it. */
import { execFileSync } from 'node:child_process';
import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeApi } from '../lib/http/openapi.ts';
import { allRoutes } from '../lib/http/registry.ts';

const ROOT = join(import.meta.dirname, '..');
const FILE = join(ROOT, 'client', 'operations.ts');

type Schema = {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
};
type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
};
type Content = { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Content>>;
};
type Description = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** A type of TypeScript for a schema; names of components are noted in `used`. */
function typeOf(schema: Schema | undefined, used: Set<string>): string {
  if (!schema) return 'unknown';
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    used.add(name);
    return name;
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map((choice) => `(${typeOf(choice, used)})`))].join(' | ');
  if (schema.allOf) return schema.allOf.map((part) => `(${typeOf(part, used)})`).join(' & ');
  if (Array.isArray(schema.type))
    return schema.type.map((type) => typeOf({ ...schema, type }, used)).join(' | ');
  switch (schema.type) {
    case 'object':
      return objectType(schema, used);
    case 'array':
      return `readonly (${typeOf(schema.items, used)})[]`;
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    default:
      return 'unknown';
  }
}

function objectType(
  { properties = {}, required = [], additionalProperties }: Schema,
  used: Set<string>,
): string {
  const members = Object.entries(properties).map(([name, schema]) => {
    const optional = required.includes(name) ? '' : '?';
    return `${comment(schema.description)}readonly ${JSON.stringify(name)}${optional}: ${typeOf(schema, used)};`;
  });
  if (members.length === 0)
    return `Readonly<Record<string, ${typeof additionalProperties === 'object' ? typeOf(additionalProperties, used) : 'unknown'}>>`;
  return `{ ${members.join(' ')} }`;
}

function comment(text: string | undefined): string {
  return text === undefined ? '' : `\n/** ${text.replaceAll('*/', '* /')} */\n`;
}

function parametersType(parameters: readonly Parameter[], where: string, used: Set<string>): string {
  const members = parameters
    .filter((parameter) => parameter.in === where)
    .map(
      ({ name, required, schema }) =>
        `readonly ${JSON.stringify(name)}${required ? '' : '?'}: ${typeOf(schema, used)};`,
    );
  return members.length === 0 ? 'undefined' : `{ ${members.join(' ')} }`;
}

/** What is sent: JSON as it is described, or a file as it is. */
function bodyType({ requestBody }: Operation, used: Set<string>): string {
  if (!requestBody?.content) return 'undefined';
  const json = requestBody.content['application/json'];
  if (!json) return 'Blob';
  return requestBody.required ? typeOf(json.schema, used) : `${typeOf(json.schema, used)} | undefined`;
}

/** What comes back: JSON as it is described, a picture, or nothing. */
function answerType({ responses }: Operation, used: Set<string>): string {
  const good = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  const json = good?.content?.['application/json'];
  if (json) return typeOf(json.schema, used);
  const isPicture = Object.keys(good?.content ?? {}).some((type) => type.startsWith('image/'));
  return isPicture ? 'Blob' : 'undefined';
}

/** Text of client/operations.ts for the routes as they are. */
export async function clientText(): Promise<string> {
  for (const file of globSync('functions/*.ts', { cwd: ROOT }))
    await import(pathToFileURL(join(ROOT, file)).href);
  const description = describeApi(allRoutes(), { servers: [], sessionCookie: '' }) as Description;
  const used = new Set<string>();
  const types: string[] = [];
  const calls: string[] = [];
  for (const [path, methods] of Object.entries(description.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const { operationId, summary, parameters = [] } = operation;
      if (!path.startsWith('/api/')) continue;
      types.push(`/** ${summary} */
  ${JSON.stringify(operationId)}: {
    readonly path: ${parametersType(parameters, 'path', used)};
    readonly query: ${parametersType(parameters, 'query', used)};
    readonly body: ${bodyType(operation, used)};
    readonly answer: ${answerType(operation, used)};
  };`);
      calls.push(
        `${JSON.stringify(operationId)}: { method: ${JSON.stringify(method.toUpperCase())}, path: ${JSON.stringify(path)} },`,
      );
    }
  const components = componentsOf(description, used);
  return formatted(`// Made by npm run generate-client from the API description. Do not edit.
${components.join('\n')}

export type Operations = {
${types.sort().join('\n')}
};

export const OPERATIONS = {
${calls.sort().join('\n')}
} as const satisfies Record<keyof Operations, { readonly method: string; readonly path: string }>;
`);
}

/** The named schemas that are used, and those that they use. */
function componentsOf(description: Description, used: Set<string>): readonly string[] {
  const done = new Map<string, string>();
  for (const name of used) {
    // A set that grows while it is walked through is walked through to its new end.
    if (!done.has(name))
      done.set(name, `export type ${name} = ${typeOf(description.components.schemas[name], used)};`);
  }
  return [...done].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
}

function formatted(text: string): string {
  const biome = join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  return execFileSync(process.execPath, [biome, 'format', '--stdin-file-path=client/operations.ts'], {
    input: text,
    cwd: ROOT,
    encoding: 'utf8',
  });
}

if (import.meta.main) writeFileSync(FILE, await clientText());
