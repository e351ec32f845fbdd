import { at, entriesAt } from '../visuals/json.ts';

/**
 * Swagger 2 definitions as JSON Schema 2019-09. Each becomes two: an open one, which `allOf` may build on, and a closed
 * one, in which properties that no part of it knows are faults. `@odata.…` is allowed everywhere, and so is the
 * spelling of an answer that begins in lower case (`isRefreshable`) where the definition says `IsRefreshable`, for so
 * do the document's own examples.
 */
export function definitionsOf(swagger: unknown): Record<string, unknown> {
  return Object.fromEntries(
    entriesAt(swagger, 'definitions').flatMap(([name, definition]) => [
      [`open.${name}`, converted(definition, 'open')],
      [name, closed({ $ref: `swagger#/$defs/open.${name}` })],
    ]),
  );
}

/** A schema as it stands in a parameter or an answer. */
export function schemaOf(schema: unknown): unknown {
  return converted(schema, 'closed');
}

const DROPPED = new Set(['description', 'example', 'readOnly', 'discriminator', 'title', 'default']);

function closed(schema: object): object {
  return { ...schema, patternProperties: { '^@odata\\.': {} }, unevaluatedProperties: false };
}

function converted(schema: unknown, as: 'open' | 'closed'): unknown {
  if (Array.isArray(schema)) return schema.map((item) => converted(item, as));
  if (typeof schema !== 'object' || schema === null) return schema;
  const reference = at(schema, '$ref');
  if (typeof reference === 'string') {
    const name = reference.replace('#/definitions/', '');
    return { $ref: `swagger#/$defs/${as === 'open' ? 'open.' : ''}${name}` };
  }
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (DROPPED.has(key) || key.startsWith('x-')) continue;
    if (key === 'properties') result.properties = properties(value);
    else if (key === 'allOf') result.allOf = converted(value, 'open');
    else if (key === 'items') result.items = converted(value, 'closed');
    else result[key] = value;
  }
  const isObject = 'properties' in result || 'allOf' in result;
  return isObject && as === 'closed' ? closed(result) : result;
}

function properties(value: unknown): Record<string, unknown> {
  return Object.fromEntries(
    entriesAt(value).flatMap(([name, schema]) => {
      const form = converted(schema, 'closed');
      const camel = name.charAt(0).toLowerCase() + name.slice(1);
      return camel === name
        ? [[name, form]]
        : [
            [name, form],
            [camel, form],
          ];
    }),
  );
}
