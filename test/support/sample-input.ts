import { z } from 'zod';

type Schema = {
  readonly type?: string;
  readonly const?: unknown;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
};

export type TextFor = (place: { readonly name: string; readonly schema: Schema }) => string;

const plainText: TextFor = ({ name, schema }) => {
  if (schema.format === 'uuid' || schema.format === 'guid' || /\[0-9a-f/i.test(schema.pattern ?? ''))
    return '77777777-7777-4777-8777-777777777777';
  if (schema.format === 'date-time') return '2026-03-02T08:00:00Z';
  if (name === 'timeZone' || name === 'zone') return 'UTC';
  if (name === 'start') return '2026-03-02T09:00';
  return 'sample'.padEnd(schema.minLength ?? 0, '-');
};

/**
 * A small input that a schema takes, made from the schema itself, so that a test over every route covers a new one too.
 * @param options.text what stands where text is asked for.
 * @param options.every also the members that may be left out.
 */
export function sampleInput(
  schema: z.ZodType,
  options: { readonly text?: TextFor; readonly every?: true } = {},
): unknown {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  const text = options.text ?? plainText;

  function sample(part: Schema, name: string): unknown {
    if (part.$ref !== undefined) {
      const key = part.$ref.split('/').at(-1) ?? '';
      return sample(json.$defs?.[key] ?? {}, name);
    }
    if ('const' in part) return part.const;
    if (part.enum) return part.enum[0];
    const choice = part.anyOf ?? part.oneOf;
    if (choice) return sample(choice[0] ?? {}, name);
    if (part.allOf)
      return Object.assign({}, ...part.allOf.map((each) => sample(each, name) as Record<string, unknown>));
    if (part.type === 'object' || part.properties) return sampleObject(part);
    if (part.type === 'array')
      return Array.from({ length: part.minItems ?? (options.every ? 1 : 0) }, () =>
        sample(part.items ?? {}, name),
      );
    if (part.type === 'string') return text({ name, schema: part });
    if (part.type === 'integer' || part.type === 'number') return part.minimum ?? 1;
    if (part.type === 'boolean') return true;
    return part.type === 'null' ? null : text({ name, schema: part });
  }

  function sampleObject({ properties = {}, required = [] }: Schema): Record<string, unknown> {
    const wanted = Object.entries(properties).filter(([name]) => options.every || required.includes(name));
    return Object.fromEntries(wanted.map(([name, part]) => [name, sample(part, name)]));
  }

  return sample(json, '');
}
