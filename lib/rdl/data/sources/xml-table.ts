import { RdlError } from '../../errors.ts';
import type { Value } from '../../values/value.ts';
import { NOTHING } from '../../values/value.ts';
import type { DataTable } from '../rows/data-table.ts';
import { typedValue } from '../rows/typed-value.ts';
import type { PathField, PathStep, PathType } from './element-path.ts';
import { parseElementPath } from './element-path.ts';
import type { XmlNode } from './xml-document.ts';
import { parseXmlDocument } from './xml-document.ts';

/** What an XML query says: its inline document, if any, and which elements are rows. */
type XmlQuery = { readonly document: XmlNode | undefined; readonly path: readonly PathStep[] };

/**
 * Reads the query of an ENTERDATA or XML dataset: `<Query><XmlData>…</XmlData><ElementPath>…</ElementPath></Query>`,
 * or an element path alone.
 * @throws RdlError DATA_INVALID where it is neither
 */
export function parseXmlQuery(commandText: string, source: string): XmlQuery {
  if (!/^\s*<[A-Za-z?]/.test(commandText)) {
    return { document: undefined, path: parseElementPath(commandText, source) };
  }
  const query = parseXmlDocument(commandText, source);
  const part = (name: string): XmlNode | undefined => query.children.find((child) => child.local === name);
  if (part('Method') !== undefined || part('SoapAction') !== undefined) {
    throw new RdlError('DATA_UNAVAILABLE', `${source} calls a web service, which is not supported.`);
  }
  return {
    document: part('XmlData')?.children[0],
    path: parseElementPath(part('ElementPath')?.text ?? '', source),
  };
}

/** The rows of a document by an element path; a row for each element at its end, fields of outer elements repeated. */
export function tableFromXml(
  document: XmlNode,
  path: readonly PathStep[],
  options: { readonly source: string; readonly maxRows: number },
): DataTable {
  const steps = path.length === 0 ? defaultPath(document) : path;
  const matches = rowsBelow([document], steps, []);
  const fields = steps.flatMap((step, depth) =>
    (step.fields ?? foundFields(matches, depth)).map((field) => ({ ...field, depth })),
  );
  if (matches.length > options.maxRows) {
    throw new RdlError('BUDGET_EXCEEDED', `${options.source} has more than ${options.maxRows} rows.`);
  }
  return {
    columns: fields.map((field) => field.name),
    rows: matches.map((chain) => fields.map((field) => readField(chain[field.depth], field, options.source))),
  };
}

/** Each chain of elements along the path, outermost first. */
function rowsBelow(
  candidates: readonly XmlNode[],
  steps: readonly PathStep[],
  outer: readonly XmlNode[],
): XmlNode[][] {
  const [step, ...rest] = steps;
  if (step === undefined) return [];
  const found: XmlNode[][] = [];
  for (const node of candidates) {
    if (node.local !== step.name) continue;
    const chain = [...outer, node];
    if (rest.length === 0) found.push(chain);
    else found.push(...rowsBelow(node.children, rest, chain));
  }
  return found;
}

/** Without a path: down to the first element that holds no elements but leaves. */
function defaultPath(document: XmlNode): readonly PathStep[] {
  const steps: PathStep[] = [];
  let node: XmlNode | undefined = document;
  while (node !== undefined) {
    const inner: XmlNode | undefined = node.children.find((child) => child.children.length > 0);
    steps.push({ name: node.local, fields: undefined });
    node = inner ?? (steps.length === 1 ? node.children[0] : undefined);
  }
  return steps;
}

/** Fields of a step that lists none: every attribute and leaf child that any of its elements has. */
function foundFields(matches: readonly (readonly XmlNode[])[], depth: number): readonly PathField[] {
  const fields = new Map<string, PathField>();
  for (const chain of matches) {
    const node = chain[depth];
    for (const { local } of node?.attributes ?? []) {
      fields.set(`@${local}`, { kind: 'attribute', name: local, type: 'String' });
    }
    for (const leaf of node?.children ?? []) {
      if (leaf.children.length === 0) {
        fields.set(leaf.local, { kind: 'child', name: leaf.local, type: 'String' });
      }
    }
  }
  return [...fields.values()];
}

const TYPE_NAMES: Readonly<Record<PathType, string>> = {
  String: 'String',
  XML: 'String',
  Integer: 'Int32',
  Boolean: 'Boolean',
  Float: 'Double',
  Decimal: 'Decimal',
  Date: 'DateTime',
  DateTime: 'DateTime',
};

function readField(node: XmlNode | undefined, field: PathField, source: string): Value {
  const text = fieldText(node, field);
  if (text === undefined) return NOTHING;
  const typeName = TYPE_NAMES[field.type];
  if (typeName === 'String') return { type: 'String', value: text };
  if (text.trim() === '') return NOTHING;
  const value = typedValue(text.trim(), typeName);
  if (value !== undefined) return value;
  throw new RdlError('DATA_INVALID', `'${text}' in field '${field.name}' of ${source} is not ${field.type}.`);
}

function fieldText(node: XmlNode | undefined, field: PathField): string | undefined {
  switch (field.kind) {
    case 'text':
      return node?.text;
    case 'attribute':
      return node?.attributes.find((attribute) => attribute.local === field.name)?.value;
    case 'child':
      return node?.children.find((child) => child.local === field.name)?.text;
  }
}
