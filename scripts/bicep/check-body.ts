import type { Problem, Rule } from './problem.ts';
import { type ResourceTypes, resolve, type Schema } from './schema.ts';
import { lineOf } from './template.ts';
import type { Property, Value } from './value.ts';

type Context = {
  readonly file: string;
  readonly type: ResourceTypes[string];
  readonly report: (problem: Problem) => void;
};

/** Holds a value against a schema; what is not known before the deployment is believed. */
export function checkBody(value: Value, schema: Schema, context: Context): void {
  const shape = resolve(schema, context.type);
  if (value.kind === 'choice') {
    for (const option of value.options) checkBody(option, shape, context);
    return;
  }
  if (!isKnown(value)) return;
  if (shape.discriminator) {
    checkVariant(value, shape, context);
    return;
  }
  for (const part of shape.allOf ?? []) checkBody(value, part, context);
  if (shape.enum || shape.const !== undefined) checkLiteral(value, shape, context);
  else if (shape.type) checkTyped(value, shape, context);
}

function isKnown(value: Value): value is Known {
  return value.kind !== 'unknown' && value.kind !== 'null' && value.kind !== 'choice';
}

function say(context: Context, value: Value | Property, rule: Rule, text: string): void {
  context.report({ file: context.file, line: lineOf(value.node), rule, text });
}

type Known = Extract<
  Value,
  { kind: 'object' } | { kind: 'array' } | { kind: 'string' | 'number' | 'boolean' }
>;

const TYPES = {
  object: 'object',
  array: 'array',
  string: 'string',
  number: 'integer',
  boolean: 'boolean',
} as const;

function checkTyped(value: Known, shape: Schema, context: Context): void {
  if (TYPES[value.kind] !== shape.type) {
    say(context, value, 'wrong-type', `is ${value.kind}, must be ${shape.type}: ${short(value.node.text)}`);
    return;
  }
  if (value.kind === 'object') checkObject(value, shape, context);
  else if (value.kind === 'array') {
    if (shape.items) for (const item of value.items) checkBody(item, shape.items, context);
  } else if (value.literal !== undefined) checkLimits(value, value.literal, shape, context);
}

function checkObject(
  value: Extract<Value, { kind: 'object' }>,
  shape: Schema,
  context: Context,
  known: readonly string[] = [],
): void {
  for (const property of value.properties) {
    const expected = shape.properties?.[property.name];
    if (expected) checkBody(property.value, expected, context);
    else if (typeof shape.additionalProperties === 'object')
      checkBody(property.value, shape.additionalProperties, context);
    else if (shape.additionalProperties === false && !known.includes(property.name))
      say(context, property, 'unknown-property', `${property.name}${nearest(property.name, shape)}`);
  }
  if (!value.whole) return;
  for (const name of shape.required ?? [])
    if (!value.properties.some((property) => property.name === name))
      say(context, value, 'missing-property', name);
}

/** A body whose discriminator says which of several schemas holds, on top of a base. */
function checkVariant(value: Value, shape: Schema, context: Context): void {
  if (value.kind !== 'object' || !shape.discriminator) {
    say(context, value, 'wrong-type', `is ${value.kind}, must be object`);
    return;
  }
  const chosen = value.properties.find((property) => property.name === shape.discriminator);
  if (!chosen) {
    say(context, value, 'missing-property', shape.discriminator);
    return;
  }
  const variants = (shape.oneOf ?? {}) as Readonly<Record<string, Schema>>;
  for (const name of literalsOf(chosen.value)) {
    const variant = variants[name];
    if (!variant) {
      say(context, chosen, 'wrong-literal', `${name}; one of ${Object.keys(variants).join(', ')}`);
      continue;
    }
    const [base, top] = [resolve(shape.base ?? {}, context.type), resolve(variant, context.type)];
    const both: Schema = {
      ...top,
      properties: { ...base.properties, ...top.properties, [shape.discriminator]: { type: 'string' } },
      required: [...new Set([...(base.required ?? []), ...(top.required ?? [])])],
    };
    checkObject(value, both, context);
  }
}

/** Every text a value may have; none where that is not known. */
export function literalsOf(value: Value): readonly string[] {
  if (value.kind === 'choice') return value.options.flatMap(literalsOf);
  return value.kind === 'string' && value.literal !== undefined ? [value.literal] : [];
}

function checkLiteral(value: Value, shape: Schema, context: Context): void {
  const allowed = shape.enum ?? (shape.const === undefined ? [] : [shape.const]);
  if (value.kind !== 'string' && value.kind !== 'number' && value.kind !== 'boolean') {
    say(context, value, 'wrong-type', `is ${value.kind}, must be one of ${allowed.join(', ')}`);
    return;
  }
  // An open list takes other texts too; but none of ours is meant to be one, and a slip would look just so.
  if (value.literal !== undefined && !allowed.some((item) => String(item) === value.literal))
    say(context, value, 'wrong-literal', `${value.literal}; one of ${allowed.join(', ')}`);
}

function checkLimits(value: Value, literal: string, shape: Schema, context: Context): void {
  if (value.kind === 'string') {
    if (shape.pattern && !new RegExp(shape.pattern).test(literal))
      say(context, value, 'wrong-literal', `${short(literal)} does not fit ${shape.pattern}`);
    if (
      literal.length < (shape.minLength ?? 0) ||
      literal.length > (shape.maxLength ?? Number.POSITIVE_INFINITY)
    )
      say(context, value, 'wrong-literal', `${short(literal)} has ${literal.length} characters`);
  }
  const number = Number(literal);
  if (
    value.kind === 'number' &&
    (number < (shape.minimum ?? -Infinity) || number > (shape.maximum ?? Infinity))
  )
    say(
      context,
      value,
      'wrong-literal',
      `${literal}; from ${shape.minimum ?? '…'} to ${shape.maximum ?? '…'}`,
    );
}

function short(text: string): string {
  const line = text.split('\n')[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

function nearest(name: string, shape: Schema): string {
  const known = Object.keys(shape.properties ?? {});
  const like = known.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return like ? `; did you mean ${like}?` : '';
}
