import type { z } from 'zod';
import type { App } from '../app.ts';
import type { ErrorCode } from '../errors.ts';
import type { AppPrincipal, Principal, SetupPrincipal, UserPrincipal } from '../identity/principal.ts';
import type { AnswerCookie } from './cookies.ts';

/**
 * Who may call a route. `user` is a signed-in person, `caller` a person or a program with the role Automation,
 * `publisher` and `admin` people with that role, `registrar` an administrator or a set-up session, `host-key` whoever
 * holds the function key (checked by the Functions host itself), `public` everybody, with who they are where they are
 * signed in, `open` everybody without a look at who they are: it needs neither keys nor storage.
 */
export type Access = 'open' | 'public' | 'user' | 'caller' | 'publisher' | 'admin' | 'registrar' | 'host-key';

export type PrincipalFor<A extends Access> = A extends 'open' | 'public' | 'host-key'
  ? Principal | undefined
  : A extends 'caller'
    ? UserPrincipal | AppPrincipal
    : A extends 'registrar'
      ? UserPrincipal | SetupPrincipal
      : UserPrincipal;

/** The part of a request that routes see; web-standard, so that nothing here knows the Functions host. */
export type IncomingRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  readonly params: Readonly<Record<string, string>>;
  readonly arrayBuffer: () => Promise<ArrayBuffer>;
};

export type Answer = {
  readonly status: number;
  /** JSON unless it is bytes. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly AnswerCookie[];
};

/** A refusal as it would be answered, and the code it goes by. */
export type Refusal = Answer & { readonly code: ErrorCode };

export type BodyForm<B> =
  | { readonly json: z.ZodType<B> }
  | { readonly bytes: { readonly contentTypes: readonly string[]; readonly maxBytes: (app: App) => number } };

export type HandlerInput<A extends Access, P, Q, B> = {
  readonly app: App;
  readonly principal: PrincipalFor<A>;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly request: IncomingRequest;
};

export type Route<A extends Access = Access, P = unknown, Q = unknown, B = unknown> = {
  /** Name of the function: the host matches routes in the order of their names. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** In the host's form: `api/pins/{pinId}`, `api/catalog/{*path}`. */
  readonly path: string;
  readonly summary: string;
  readonly group: string;
  readonly access: A;
  /** Only for somebody who signed in within the last minutes: what it changes decides who may come in. */
  readonly freshSignIn?: true;
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  readonly body?: BodyForm<B>;
  /** What it answers, by status: a schema for JSON, or the content type. */
  readonly answers: Readonly<Record<number, z.ZodType | string>>;
  /** What a refusal becomes on its way out; as it is where this is left out. */
  readonly refused?: (input: {
    readonly app: App;
    readonly request: IncomingRequest;
    readonly refusal: Refusal;
  }) => Answer;
  readonly handle: (input: HandlerInput<A, P, Q, B>) => Promise<Answer>;
};

/** A route whose own types are closed: what the registry and the server hold. */
export type AnyRoute = Omit<Route, 'handle' | 'params' | 'query' | 'body'> & {
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: BodyForm<unknown>;
  readonly invoke: (input: {
    readonly app: App;
    readonly principal: Principal | undefined;
    readonly params: unknown;
    readonly query: unknown;
    readonly body: unknown;
    readonly request: IncomingRequest;
  }) => Promise<Answer>;
};

/** Defines a route; what the schemas give is what `handle` gets, and the guard has let through only `access`. */
export function route<A extends Access, P = Record<string, never>, Q = Record<string, never>, B = undefined>(
  definition: Route<A, P, Q, B>,
): AnyRoute {
  const { handle, params, query, body, ...rest } = definition;
  return {
    ...rest,
    ...(params && { params }),
    ...(query && { query }),
    ...(body && { body: body as BodyForm<unknown> }),
    invoke: (input) => handle(input as HandlerInput<A, P, Q, B>),
  };
}
