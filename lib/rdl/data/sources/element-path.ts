import { RdlError } from '../../errors.ts';

/** A field that an element path takes: an attribute, the element's own text, or a child's text. */
export type PathField = {
  readonly kind: 'attribute' | 'text' | 'child';
  readonly name: string;
  readonly type: PathType;
};

export type PathType = 'String' | 'Integer' | 'Boolean' | 'Float' | 'Decimal' | 'Date' | 'DateTime' | 'XML';

/** One step; without a field list all its attributes and leaf children are fields. */
export type PathStep = {
  readonly name: string;
  readonly fields: readonly PathField[] | undefined;
};

const TYPES: readonly string[] = [
  'String',
  'Integer',
  'Boolean',
  'Float',
  'Decimal',
  'Date',
  'DateTime',
  'XML',
];

/**
 * Reads `Data{}/Row{Col(String),@Id(Integer)}`, the element path of the XML data extension ("Element Path Syntax for
 * XML Report Data", Reporting Services). Namespace prefixes are dropped: elements are matched by local name.
 * @throws RdlError DATA_INVALID where the text is no element path
 */
export function parseElementPath(text: string, source: string): readonly PathStep[] {
  const steps = splitOutside(text.trim(), '/').filter((step) => step.trim() !== '');
  return steps.map((step) => {
    const match = /^\s*([^{}()\s]+)\s*(?:\([^)]*\))?\s*(?:\{(.*)\})?\s*$/s.exec(step);
    const name = match?.[1];
    if (name === undefined) {
      throw new RdlError('DATA_INVALID', `'${step.trim()}' in the element path of ${source} is no element.`);
    }
    return {
      name: localName(name),
      fields: match?.[2] === undefined ? undefined : fieldsOf(match[2], source),
    };
  });
}

function fieldsOf(list: string, source: string): readonly PathField[] {
  return splitOutside(list, ',')
    .filter((field) => field.trim() !== '')
    .map((field) => {
      const match = /^\s*(@?)([^{}()@\s]*)\s*(?:\(\s*(\w+)\s*\))?\s*$/.exec(field);
      const type = match?.[3] ?? 'String';
      if (match === null || !TYPES.includes(type)) {
        throw new RdlError('DATA_INVALID', `'${field.trim()}' in the element path of ${source} is no field.`);
      }
      const name = localName(match[2] ?? '');
      const kind = match[1] === '@' ? (name === '' ? 'text' : 'attribute') : 'child';
      return { kind, name, type: type as PathType };
    });
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Splits at a separator that stands outside braces and parentheses. */
function splitOutside(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '{' || character === '(') depth += 1;
    else if (character === '}' || character === ')') depth -= 1;
    else if (character === separator && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
