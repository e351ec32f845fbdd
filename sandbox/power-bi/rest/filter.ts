import { badRequest } from '../refusal.ts';

type Fields = Readonly<Record<string, string>>;

const CONTAINS = /^contains\(\s*(\w+)\s*,\s*'((?:[^']|'')*)'\s*\)$/i;
const COMPARED = /^(\w+)\s+(eq|ne)\s+'?((?:[^']|'')*?)'?$/i;

/** The part of OData `$filter` that lists of workspaces take: `contains`, `eq`, `ne`, joined by `and` and `or`. */
export function filterOf(text: string | null): (fields: Fields) => boolean {
  if (text === null || text.trim() === '') return () => true;
  const alternatives = split(text, ' or ').map((part) => split(part, ' and ').map(conditionOf));
  return (fields) => alternatives.some((all) => all.every((condition) => condition(fields)));
}

/** Splits at a word outside quotes. */
function split(text: string, word: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === "'") quoted = !quoted;
    if (!quoted && text.slice(index, index + word.length).toLowerCase() === word) {
      parts.push(text.slice(from, index));
      from = index + word.length;
    }
  }
  return [...parts, text.slice(from)].map((part) => part.trim());
}

function conditionOf(text: string): (fields: Fields) => boolean {
  const contains = CONTAINS.exec(text);
  if (contains !== null) {
    const [, field = '', value = ''] = contains;
    return (fields) => namedValue(fields, field).includes(unquoted(value));
  }
  const compared = COMPARED.exec(text);
  if (compared === null) throw badRequest(`'$filter' is not understood: ${text}`);
  const [, field = '', operator = '', value = ''] = compared;
  const wanted = operator.toLowerCase() === 'eq';
  return (fields) => (namedValue(fields, field) === unquoted(value)) === wanted;
}

function unquoted(value: string): string {
  return value.replaceAll("''", "'").toLowerCase();
}

function namedValue(fields: Fields, name: string): string {
  const value = fields[name];
  if (value === undefined) throw badRequest(`'$filter' names an unknown field: ${name}`);
  return value.toLowerCase();
}
