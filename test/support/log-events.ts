import { globSync, readFileSync } from 'node:fs';

const source = globSync('{lib,functions}/**/*.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** Names in the calls that write a log event. @throws when nothing writes it. */
function fieldsOf(event: string): readonly string[] {
  const write = new RegExp(`(?:\\.(?:info|warn|error)\\(\\s*|event: )'${event.replace('.', '\\.')}'`);
  const calls = source.split(write).slice(1);
  if (calls.length === 0) throw new Error(`Nothing writes the event ${event}.`);
  return calls.flatMap((after) =>
    [...(after.split(');')[0] ?? '').matchAll(/\b(\w+)\b/g)].map(([, name]) => name ?? ''),
  );
}

/** Events and fields that a query asks for and no code writes. @throws as `fieldsOf`, and for a query without an event. */
export function unknownFields(query: string): readonly string[] {
  const names = [...query.matchAll(/["']([a-z-]+\.[a-z-]*)["\\']?/g)].map(([, name]) => name ?? '');
  const events = names.filter((name) => !name.endsWith('.'));
  const families = names.filter((name) => name.endsWith('.'));
  if (names.length === 0) throw new Error(`The query names no event:\n${query}`);
  const written = [...events, ...families.flatMap(eventsOf)].flatMap(fieldsOf);
  const asked = [...query.matchAll(/\be\.(\w+)/g)].map(([, field]) => field ?? '');
  return asked.filter((field) => field !== 'event' && !written.includes(field));
}

function eventsOf(family: string): readonly string[] {
  const found = source.matchAll(
    new RegExp(`\\.(?:info|warn|error)\\(\\s*'(${family.replace('.', '\\.')}[a-z-]+)'`, 'g'),
  );
  return [...new Set([...found].map(([, event]) => event ?? ''))];
}
