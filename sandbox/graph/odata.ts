import type { Call, Reply } from '../shared/http.ts';
import type { GraphContext } from './context.ts';
import { GraphError } from './graph-error.ts';

type Entity = Readonly<Record<string, unknown>>;

/** One object, with `$select` applied. */
export function entityReply(
  graph: GraphContext,
  call: Call,
  set: string,
  entity: Entity,
  status = 200,
): Reply {
  const context = { '@odata.context': `${graph.url}/v1.0/$metadata#${set}/$entity` };
  return { status, body: { ...context, ...select(entity, call.url.searchParams.get('$select')) } };
}

/** A collection, with `$filter`, `$select`, `$top` and pages of 100. `filterable` are the properties that may be compared. */
export function collectionReply(
  graph: GraphContext,
  call: Call,
  set: string,
  options: { readonly entities: readonly Entity[]; readonly filterable: readonly string[] },
): Reply {
  const query = call.url.searchParams;
  const unknown = [...query.keys()].find((key) => key.startsWith('$') && !SUPPORTED.includes(key));
  if (unknown !== undefined) throw unsupported(`The query option '${unknown}' is not supported here.`);
  const matches = filterOf(query.get('$filter'), options.filterable);
  const found = options.entities.filter(matches);
  const size = Math.min(Number(query.get('$top') ?? 100), 999);
  const start = Number(query.get('$skiptoken') ?? 0);
  if (!Number.isInteger(size) || size < 1 || !Number.isInteger(start))
    throw unsupported('Invalid $top or $skiptoken.');
  const next = new URL(`${graph.url}${call.url.pathname}${call.url.search}`);
  next.searchParams.set('$skiptoken', String(start + size));
  return {
    status: 200,
    body: {
      '@odata.context': `${graph.url}/v1.0/$metadata#${set}`,
      ...(start + size < found.length && { '@odata.nextLink': next.href }),
      value: found.slice(start, start + size).map((entity) => select(entity, query.get('$select'))),
    },
  };
}

const SUPPORTED = ['$filter', '$select', '$top', '$skiptoken'];

function select(entity: Entity, wanted: string | null): Entity {
  if (wanted === null) return entity;
  const names = wanted.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !(name in entity));
  if (unknown !== undefined) {
    throw new GraphError(
      400,
      'BadRequest',
      `Parsing OData Select and Expand failed: Could not find a property named '${unknown}'.`,
    );
  }
  return Object.fromEntries(names.map((name) => [name, entity[name]]));
}

/** `a eq 'x'` and `startswith(a,'x')`, joined by `and`. */
function filterOf(filter: string | null, filterable: readonly string[]): (entity: Entity) => boolean {
  if (filter === null) return () => true;
  const conditions = filter.split(/ and /i).map((part): ((entity: Entity) => boolean) => {
    const groups =
      /^\s*(?:(?<name>\w+) eq (?<value>.+?)|startswith\((?<prefixed>\w+),\s*(?<prefix>.+?)\))\s*$/i.exec(
        part,
      )?.groups;
    const name = groups?.name ?? groups?.prefixed ?? '';
    if (groups === undefined || !filterable.includes(name))
      throw unsupported(`Unsupported filter '${part}'.`);
    const { value, prefix } = groups;
    if (value !== undefined) return (entity) => entity[name] === literal(value);
    const start = String(literal(prefix ?? '')).toLowerCase();
    return (entity) => String(entity[name]).toLowerCase().startsWith(start);
  });
  return (entity) => conditions.every((condition) => condition(entity));
}

function literal(text: string): string | boolean | null {
  const quoted = /^'(?<inner>.*)'$/.exec(text)?.groups?.inner;
  if (quoted !== undefined) return quoted.replaceAll("''", "'");
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  throw unsupported(`Unsupported literal '${text}' in a filter.`);
}

function unsupported(message: string): GraphError {
  return new GraphError(400, 'Request_UnsupportedQuery', message);
}
