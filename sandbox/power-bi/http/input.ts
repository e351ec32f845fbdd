import { z } from 'zod';
import { badRequest, Refusal } from '../refusal.ts';
import { workspaceFor } from '../tenant/access.ts';
import type { Role, Workspace } from '../tenant/types.ts';
import type { Call } from './operation.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Ids of requests and paths: any GUID, compared in lower case. */
export const guid = z.string().regex(UUID, 'is not a GUID').toLowerCase();

/** A model's id is a plain string in the swagger; one that names nothing is not found rather than malformed. */
export const modelKey = z.string().min(1).toLowerCase();

/** The body as JSON of that form; unknown properties are refused. */
export function bodyOf<T>(call: Call, form: z.ZodType<T>): T {
  if (!/^application\/json\b/i.test(call.contentType)) {
    throw new Refusal(415, 'UnsupportedMediaType', { message: 'The body is to be application/json.' });
  }
  const parsed = form.safeParse(jsonOf(call.body));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw badRequest(`Invalid value for '${issue?.path.join('.') ?? ''}': ${issue?.message ?? 'malformed'}`);
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw badRequest('The body is not JSON.');
    throw error;
  }
}

/** A path parameter that the swagger types as uuid. */
export function guidParam(call: Call, name: string): string {
  const parsed = guid.safeParse(call.params[name]);
  if (!parsed.success) throw badRequest(`'${name}' is not a GUID.`);
  return parsed.data;
}

export function param(call: Call, name: string): string {
  return call.params[name] ?? '';
}

/** The workspace of the path; paths without `/groups/{groupId}` mean My workspace. */
export function workspaceOf(call: Call, needs: Role): Workspace {
  const id = call.params.groupId === undefined ? undefined : guidParam(call, 'groupId');
  return workspaceFor(call.service, call.caller, id, needs);
}

/** `$top` (1 to 5,000) and `$skip` applied to a list. */
export function paged<T>(items: readonly T[], query: URLSearchParams): T[] {
  const top = wholeNumber(query, '$top', 1, 5000) ?? items.length;
  const skip = wholeNumber(query, '$skip', 0, Number.MAX_SAFE_INTEGER) ?? 0;
  return items.slice(skip, skip + top);
}

function wholeNumber(query: URLSearchParams, name: string, least: number, most: number): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw badRequest(`'${name}' is to be a whole number from ${least} to ${most}.`);
  }
  return value;
}

export function choice<const T extends string>(
  query: URLSearchParams,
  name: string,
  values: readonly T[],
  otherwise: T,
): T {
  const text = query.get(name);
  if (text === null) return otherwise;
  const found = values.find((value) => value === text);
  if (found === undefined) throw badRequest(`'${name}' is to be one of ${values.join(', ')}.`);
  return found;
}
