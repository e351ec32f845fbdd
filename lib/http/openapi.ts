import { z } from 'zod';
import { ERRORS } from '../errors.ts';
import type { Access, AnyRoute } from './route.ts';
import { problemView } from './views/common.ts';

type Json = Readonly<Record<string, unknown>>;

const ACCESS_TEXT = {
  open: 'Open to everybody.',
  public: 'Open to everybody; says more to who is signed in.',
  user: 'For people who are signed in.',
  caller: 'For people who are signed in, and programs with the role Automation.',
  publisher: 'For people with the role Publisher or Admin.',
  admin: 'For people with the role Admin.',
  registrar: 'For people with the role Admin, or a set-up session.',
  'host-key': 'For whoever holds the function key.',
} as const satisfies Record<Access, string>;

/** OpenAPI 3.1 of every route, made from the schemas that parse its requests. */
export function describeApi(
  routes: readonly AnyRoute[],
  { servers, sessionCookie }: { readonly servers: readonly string[]; readonly sessionCookie: string },
): Json {
  const paths: Record<string, Record<string, unknown>> = {};
  const schemas: Record<string, unknown> = {};
  sharedSchemas(schemaOf(problemView, 'output'), schemas);
  for (const route of routes) {
    const path = `/${route.path.replace(/\{\*(\w+)\}/g, '{$1}').replace(/\{(\w+)[:?][^}]*\}/g, '{$1}')}`;
    paths[path] = {
      ...paths[path],
      [route.method.toLowerCase()]: sharedSchemas(operationOf(route), schemas),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Report Tiles',
      version: '1.0.0',
      description:
        'Pins single items of paginated reports to Power BI dashboards and keeps the tiles fresh on a schedule.',
    },
    servers: servers.map((url) => ({ url })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: sessionCookie },
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        hostKey: { type: 'apiKey', in: 'header', name: 'x-functions-key' },
      },
    },
  };
}

function operationOf(route: AnyRoute): Json {
  return {
    operationId: route.name,
    tags: [route.group],
    summary: route.summary,
    description: ACCESS_TEXT[route.access],
    security: securityOf(route.access),
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...(route.body && { requestBody: { required: isRequired(route.body), content: bodyOf(route.body) } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, form]) => [status, responseOf(form)]),
      ),
      default: {
        description: `A problem with a stable code (${Object.keys(ERRORS).length} of them).`,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function securityOf(access: Access): readonly Json[] {
  if (access === 'public' || access === 'open') return [];
  return access === 'host-key' ? [{ hostKey: [] }] : [{ session: [] }, { bearer: [] }];
}

function parametersOf(schema: z.ZodType | undefined, where: 'path' | 'query'): readonly Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }));
}

function isRequired(body: NonNullable<AnyRoute['body']>): boolean {
  return !('json' in body) || !body.json.safeParse(undefined).success;
}

function bodyOf(body: NonNullable<AnyRoute['body']>): Json {
  if ('json' in body) return { 'application/json': { schema: schemaOf(body.json, 'input') } };
  return Object.fromEntries(
    body.bytes.contentTypes.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
  );
}

function responseOf(form: z.ZodType | string): Json {
  if (form === 'no body') return { description: 'Done.' };
  if (typeof form === 'string') return { description: form, content: { [form]: {} } };
  return { description: 'Done.', content: { 'application/json': { schema: schemaOf(form, 'output') } } };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
    override({ jsonSchema }) {
      // What a format says already, and the bounds of any whole number, only make the page long.
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return json;
}

/**
 * A part of the page whose named schemas stand once, under `components/schemas`. JSON Schema keeps them beside each
 * use as `$defs`, where a reference from within an OpenAPI document does not reach them.
 */
function sharedSchemas(part: unknown, schemas: Record<string, unknown>): unknown {
  if (Array.isArray(part)) return part.map((item) => sharedSchemas(item, schemas));
  if (typeof part !== 'object' || part === null) return part;
  const entries: [string, unknown][] = [];
  for (const [key, value] of Object.entries(part)) {
    if (key === '$defs')
      for (const [name, schema] of Object.entries(value))
        share(name, sharedSchemas(schema, schemas), schemas);
    else if (key === '$ref') entries.push([key, String(value).replace('#/$defs/', '#/components/schemas/')]);
    else entries.push([key, sharedSchemas(value, schemas)]);
  }
  return Object.fromEntries(entries);
}

/** One name, one form: a schema that reads otherwise as a request than as an answer needs two names. */
function share(name: string, schema: unknown, schemas: Record<string, unknown>): void {
  const known = schemas[name];
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema))
    throw new Error(`Two schemas of the API are named ${name}.`);
  schemas[name] = schema;
}
