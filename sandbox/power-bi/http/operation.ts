import type { Service } from '../service.ts';
import type { Caller } from '../tenant/access.ts';

export type Answer = {
  readonly status: number;
  /** Sent as JSON; undefined: no body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** One call of an operation, after its token and scopes were accepted. */
export type Call = {
  readonly service: Service;
  readonly caller: Caller;
  /** From the path, percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  readonly contentType: string;
};

export type Operation = {
  /** The `operationId` of the REST swagger; for the Fabric API a name of the same form. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the root of its API, `{name}` for a parameter: `/v1.0/myorg/groups/{groupId}`. */
  readonly path: string;
  /** Any one of these is enough; none: a valid token is. */
  readonly scopes: readonly string[];
  /** What lasts as long as the call; returns the function that ends it. */
  readonly enter?: (call: Call) => () => void;
  readonly run: (call: Call) => Answer;
  /** Whether it may change the tenant; left out: every method but GET does. */
  readonly changes?: boolean;
};

type Matched = { readonly operation: Operation; readonly params: Readonly<Record<string, string>> };

type Compiled = { readonly operation: Operation; readonly pattern: RegExp };

export type Router = {
  /** `knownPath`: the path exists for another method. */
  match(method: string, path: string): Matched | { readonly knownPath: boolean };
};

/** Paths are compared without case, as the service does; parameters keep theirs. */
export function createRouter(operations: readonly Operation[]): Router {
  const compiled = operations.map(
    (operation): Compiled => ({ operation, pattern: patternOf(operation.path) }),
  );
  return {
    match(method, path) {
      let knownPath = false;
      for (const { operation, pattern } of compiled) {
        const found = pattern.exec(path);
        if (found === null) continue;
        knownPath = true;
        if (operation.method === method) return { operation, params: decoded(found.groups) };
      }
      return { knownPath };
    },
  };
}

function patternOf(path: string): RegExp {
  const source = path.replace(/[.()$]/g, '\\$&').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return new RegExp(`^${source}/?$`, 'i');
}

function decoded(groups: Readonly<Record<string, string>> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(groups ?? {}).map(([name, value]) => [name, safeDecode(value)]));
}

/** A malformed escape is left as it is: it then names nothing. */
function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
