/** Reading of JSON whose shape is only hoped for. */

export type Json = unknown;

export function at(value: Json, ...path: readonly string[]): Json {
  let current = value;
  for (const key of path) {
    if (current === null || typeof current !== 'object' || Array.isArray(current)) return undefined;
    current = Object.hasOwn(current, key) ? Reflect.get(current, key) : undefined;
  }
  return current;
}

export function list(value: Json, ...path: readonly string[]): readonly Json[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

export function text(value: Json, ...path: readonly string[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : '';
}

export function keysOf(value: Json): readonly string[] {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.keys(value) : [];
}

/** The members of a list by one of their texts, in order; the first of a name counts. */
export function byName(members: readonly Json[], key: string): ReadonlyMap<string, Json> {
  const map = new Map<string, Json>();
  for (const member of members) {
    const name = text(member, key);
    if (!map.has(name)) map.set(name, member);
  }
  return map;
}
