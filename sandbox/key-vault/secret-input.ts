import { z } from 'zod';
import type { Call } from '../shared/http.ts';
import { badParameter } from './vault-error.ts';

const MAX_VALUE_BYTES = 25_600;

const attributes = z.object({
  enabled: z.boolean().optional(),
  nbf: z.number().int().nonnegative().optional(),
  exp: z.number().int().nonnegative().optional(),
});
const tags = z
  .record(z.string().max(256), z.string().max(256))
  .refine((all) => Object.keys(all).length <= 15, 'at most 15 tags');
const properties = {
  contentType: z.string().max(255).nullish(),
  attributes: attributes.nullish(),
  tags: tags.nullish(),
};

const setSchema = z.object({ value: z.string(), ...properties });
const updateSchema = z.object(properties);

export type SecretProperties = z.output<typeof updateSchema>;

export function readSet(call: Call): z.output<typeof setSchema> {
  const wanted = read(call, setSchema);
  if (Buffer.byteLength(wanted.value) > MAX_VALUE_BYTES) {
    throw badParameter(`Property value has invalid value: it is longer than ${MAX_VALUE_BYTES} bytes.`);
  }
  return wanted;
}

export function readUpdate(call: Call): SecretProperties {
  return read(call, updateSchema);
}

export function read<Schema extends z.ZodType>(call: Call, schema: Schema): z.output<Schema> {
  let body: unknown;
  try {
    body = JSON.parse(call.body.toString('utf8') || '{}');
  } catch {
    throw badParameter('The request body is not valid JSON.');
  }
  const { data, error } = schema.safeParse(body);
  if (error === undefined) return data;
  const [issue] = error.issues;
  throw badParameter(
    `Property ${issue?.path.join('.') || 'body'} has invalid value: ${issue?.message ?? 'invalid'}.`,
  );
}

/** 1 to 127 letters, digits and hyphens. */
export function checkName(name: string): string {
  if (/^[0-9a-zA-Z-]{1,127}$/.test(name)) return name;
  throw badParameter(`The request URI contains an invalid name: ${name}`);
}
