import type { z } from 'zod';
import type { App } from '../app.ts';
import { DomainError, ERRORS } from '../errors.ts';
import { requirePrincipal } from './guard.ts';
import { problemAnswer, problemOf } from './problem.ts';
import type { Answer, AnyRoute, IncomingRequest, Refusal } from './route.ts';

const JSON_LIMIT = 256 * 1024;

/** Runs one request through its route: guard, parse, handle, and one way for every failure. */
export async function serve(route: AnyRoute, app: App, request: IncomingRequest): Promise<Answer> {
  try {
    const principal = await requirePrincipal(route, app, request);
    const params = parse(route.params, request.params, 'path');
    const query = parse(route.query, Object.fromEntries(new URL(request.url).searchParams), 'query');
    const body = await readBody(route, app, request);
    const invalid = [params, query, body].flatMap((part) => ('issues' in part ? part.issues : []));
    if (invalid.length > 0) return refuse(route, app, request, badRequest(invalid));
    return withSecurityHeaders(
      await route.invoke({
        app,
        principal,
        params: parsedValue(params),
        query: parsedValue(query),
        body: parsedValue(body),
        request,
      }),
    );
  } catch (error) {
    logFailure(route, app, error);
    return refuse(route, app, request, problemAnswer(error));
  }
}

function refuse(route: AnyRoute, app: App, request: IncomingRequest, refusal: Refusal): Answer {
  const { code: _, ...answer } = refusal;
  return withSecurityHeaders(route.refused?.({ app, request, refusal }) ?? answer);
}

/** What we did not expect, and what others did not answer; a refusal of the caller's is no event. */
function logFailure(route: AnyRoute, app: App, error: unknown): void {
  const code = error instanceof DomainError ? error.code : 'INTERNAL';
  if (code === 'INTERNAL') app.log.error('request.failed', { route: route.name, error });
  else if (ERRORS[code].status >= 500) app.log.warn('request.refused', { route: route.name, code, error });
}

type Issue = { readonly path: string; readonly message: string };
type Parsed = { readonly value: unknown } | { readonly issues: readonly Issue[] };

function parsedValue(parsed: Parsed): unknown {
  return 'value' in parsed ? parsed.value : undefined;
}

function parse(schema: z.ZodType | undefined, input: unknown, where: string): Parsed {
  if (!schema) return { value: {} };
  const result = schema.safeParse(input);
  if (result.success) return { value: result.data };
  return {
    issues: result.error.issues.map((issue) => ({
      path: [where, ...issue.path.map(String)].join('.'),
      message: issue.message,
    })),
  };
}

function badRequest(errors: readonly Issue[]): Refusal {
  const detail = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
  const problem = problemOf('BAD_REQUEST', { detail, errors });
  return {
    code: problem.code,
    status: problem.status,
    body: problem,
    headers: { 'content-type': 'application/problem+json' },
  };
}

async function readBody(route: AnyRoute, app: App, request: IncomingRequest): Promise<Parsed> {
  const form = route.body;
  if (!form) return { value: undefined };
  const { headers } = request;
  const isEmpty = headers.get('content-type') === null && Number(headers.get('content-length') ?? 0) === 0;
  if (isEmpty && 'json' in form && form.json.safeParse(undefined).success) return { value: undefined };
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const wanted = 'json' in form ? ['application/json'] : form.bytes.contentTypes;
  if (!wanted.includes(type))
    throw new DomainError('UNSUPPORTED_MEDIA_TYPE', { detail: `Send the body as ${wanted.join(' or ')}.` });
  const limit = 'json' in form ? JSON_LIMIT : form.bytes.maxBytes(app);
  const tooLarge = () =>
    new DomainError('BODY_TOO_LARGE', {
      detail: `The body may have at most ${limit.toLocaleString('en')} bytes.`,
    });
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge();
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.byteLength > limit) throw tooLarge();
  if (!('json' in form)) return { value: bytes };
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new DomainError('BAD_REQUEST', { detail: 'The body is not valid JSON in UTF-8.', cause: error });
  }
  return parse(form.json, json, 'body');
}

/** Nothing we answer may be sniffed, framed or cached unless the route says otherwise. */
function withSecurityHeaders(answer: Answer): Answer {
  return {
    ...answer,
    headers: {
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      ...answer.headers,
    },
  };
}
