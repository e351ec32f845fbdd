import type { ValueWriter } from '../../formats/value-writer.ts';
import type { Value } from '../../values/value.ts';

/** A keyword of a template: `#NAME` or `#NAME{format}`. */
const KEYWORD = /#([\p{L}_][\p{L}\p{N}_]*)(?:\{([^}]*)\})?/gu;

/** Puts values in the place of the keywords that are known; others stay as they are. */
export function fillTemplate(
  template: string,
  keyword: (name: string) => Value | undefined,
  writer: ValueWriter,
): string {
  return template.replace(KEYWORD, (written, name: string, format: string | undefined) => {
    const value = keyword(name);
    return value === undefined ? written : writer.write(value, format ?? '');
  });
}

/**
 * The value of the field that a keyword names. Designers write keywords in capitals whatever the field is called, with
 * `_` for its blanks.
 */
export function fieldOfKeyword(name: string, fields: ReadonlyMap<string, Value>): Value | undefined {
  const exact = fields.get(name);
  if (exact !== undefined) return exact;
  const wanted = name.toLowerCase();
  const found = [...fields].find(([field]) => field.toLowerCase().replaceAll(' ', '_') === wanted);
  return found?.[1];
}

/** The template under the names that the engine gives to fields: the layer's name stands in front of each. */
export function qualifiedTemplate(
  template: string,
  layer: string,
  fields: ReadonlyMap<string, Value>,
): string {
  return template.replace(KEYWORD, (keyword, name: string) =>
    fieldOfKeyword(name, fields) !== undefined ? keyword.replace(`#${name}`, `#${layer}_${name}`) : keyword,
  );
}
